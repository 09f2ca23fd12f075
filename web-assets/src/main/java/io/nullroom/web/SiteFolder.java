package io.nullroom.web;

import io.nullroom.contracts.Asset;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of the class path with a web site in it, on disk or inside a jar.
 *
 * @param name the folder, without slashes around it
 * @param loader whose class path
 */
record SiteFolder(String name, ClassLoader loader) {

    /** Reads and compresses every file; blocks. */
    List<Asset> read() throws IOException {
        // Asked for by a file in it: a jar need not have entries for its folders.
        var page = Optional.ofNullable(loader.getResource(name + "/index.html"))
            .orElseThrow(() -> new IOException("The class path has no " + name + "/index.html."));
        if (page.openConnection() instanceof JarURLConnection inJar) {
            try (var jar = FileSystems.newFileSystem(path(inJar.getJarFileURL()))) {
                return read(jar.getPath(name));
            }
        }
        return read(path(page).getParent());
    }

    private static List<Asset> read(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            var assets = new ArrayList<Asset>();
            for (var file : tree.filter(Files::isRegularFile).sorted().toList()) {
                var path = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                assets.add(AssetMaker.make(path, Files.readAllBytes(file)));
            }
            return assets;
        }
    }

    private static Path path(URL file) throws IOException {
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException malformed) {
            throw new IOException("The class path has a location that is no URI.", malformed);
        }
    }
}
