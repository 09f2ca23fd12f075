package io.nullroom.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A file, or a folder with all that is in it. */
record Tree(Path path) implements Place {
    private static final int MOST_NAMES = 10;

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
        var walk = new Walk(root, scan);
        Files.walkFileTree(root, walk);
        walk.tellUnread();
    }

    /** Reads each file on the way, and goes on where one cannot be read. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Scan scan;
        private final List<String> unread = new ArrayList<>();

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
                    note(part, failure);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            note(readName(file), failure);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                note(readName(folder), failure);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Fails where there is something that was there and could not be read, with its name. */
        void tellUnread() throws IOException {
            if (!unread.isEmpty()) {
                var named = unread.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
                throw new IOException(unread.size() + " could not be read: " + named
                    + (unread.size() > MOST_NAMES ? ", and more" : ""));
            }
        }

        private void note(String part, IOException failure) {
            if (!(failure instanceof NoSuchFileException)) {
                unread.add(part + " (" + failure.getClass().getSimpleName() + ")");
            }
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
