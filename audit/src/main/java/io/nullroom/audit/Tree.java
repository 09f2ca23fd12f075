package io.nullroom.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.GZIPInputStream;

/** A file, or a folder with all that is in it. */
record Tree(Path path) implements Place {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void show(Scan scan) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("it is not there");
        }
        // The given path may be a link, as that of the latest log often is; those within lead elsewhere.
        var root = path.toRealPath();
        Files.walkFileTree(root, new Walk(root, scan));
    }

    /** Reads each file on the way. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Scan scan;

        Walk(Path root, Scan scan) {
            this.root = root;
            this.scan = scan;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            readName(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var part = readName(file);
            if (attributes.isRegularFile()) {
                try {
                    read(file, part);
                } catch (IOException failure) {
                    return visitFileFailed(file, failure);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw new IOException("a file in it cannot be read (" + failure.getClass().getSimpleName() + ")", failure);
        }

        /** Gives what may be told of the name: one that tells something is not to be told again. */
        private String readName(Path file) throws IOException {
            var part = root.relativize(file).toString();
            return scan.read("a name in it", part) ? "such a file" : part;
        }

        private void read(Path file, String part) throws IOException {
            try (var in = Files.newInputStream(file)) {
                scan.read(part, in);
            }
            if (file.toString().endsWith(".gz")) {
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    scan.read(part + ", unpacked", in);
                }
            }
        }
    }
}
