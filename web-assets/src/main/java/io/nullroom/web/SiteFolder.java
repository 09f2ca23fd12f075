package io.nullroom.web;

import io.nullroom.contracts.Asset;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;

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
        return page.openConnection() instanceof JarURLConnection inJar ? read(inJar) : read(path(page).getParent());
    }

    /** Goes by the jar's own list, which the class path has in memory; a file system would make one of its own. */
    private List<Asset> read(JarURLConnection inJar) throws IOException {
        // So that the jar that is closed here is nobody else's.
        inJar.setUseCaches(false);
        try (var jar = inJar.getJarFile()) {
            var root = name + "/";
            var files = jar.stream().filter(entry -> entry.getName().startsWith(root) && !entry.isDirectory())
                .sorted(Comparator.comparing(JarEntry::getName)).toList();
            var assets = new ArrayList<Asset>();
            for (var file : files) {
                try (var bytes = jar.getInputStream(file)) {
                    assets.add(AssetMaker.make(file.getName().substring(root.length()), bytes.readAllBytes()));
                }
            }
            return assets;
        }
    }

    private static List<Asset> read(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            var assets = new ArrayList<Asset>();
            for (var file : tree.filter(Files::isRegularFile).sorted().toList()) {
                var path = root.relativize(file).toString().replace(File.separatorChar, '/');
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
