package io.nullroom.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nullroom.contracts.Asset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read is what lies there, from a folder and from a jar alike. */
class SiteFolderTest {
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
        "index.html", "<p>A page that says the same, the same, the same, the same thing.</p>",
        "js/room.js", "export const öffnen = 'ja';\n",
        "third-party/noble/LICENSE", "MIT",
        ".well-known/security.txt", "Contact: mailto:a@example.org\n"));

    @TempDir
    private Path folder;

    @Test
    void aFolderIsReadWithEveryFileInIt() throws IOException {
        assertSite(read(writeFolder()));
    }

    @Test
    void aJarIsReadAlsoWhereItHasNoEntriesForItsFolders() throws IOException {
        var file = folder.resolve("a site.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (var entry : FILES.entrySet()) {
                jar.putNextEntry(new JarEntry("site/" + entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        assertSite(read(file.toUri().toURL()));
        assertSite(read(file.toUri().toURL()));
    }

    @Test
    void whatIsCompressedIsTheSameAndSmaller() throws IOException {
        var site = read(writeFolder());
        var page = site.get("index.html");
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(page.gzip().getBytes()))) {
            assertArrayEquals(page.plain().getBytes(), gzip.readAllBytes());
        }
        assertEquals(0, site.get("third-party/noble/LICENSE").gzip().length());
    }

    @Test
    void theEntityTagIsTheHashOfTheBytes() throws IOException {
        var url = writeFolder();
        // printf MIT | openssl dgst -sha256 -binary | basenc --base64url
        assertEquals("\"5dz_6Da27IpY5JJBm1UOZfuMvcMIUDl55drLM6x-o7c\"",
            read(url).get("third-party/noble/LICENSE").etag());
    }

    @Test
    void aFileWithoutAKnownMediaTypeIsRefused() throws IOException {
        var url = writeFolder();
        Files.writeString(folder.resolve("site/setup.exe"), "");
        assertEquals("No media type is known for setup.exe: add its suffix to MediaTypes.",
            assertThrows(IOException.class, () -> read(url)).getMessage());
    }

    @Test
    void aClassPathWithoutASiteIsRefused() {
        assertEquals("The class path has no nowhere/index.html.",
            assertThrows(IOException.class, new SiteFolder("nowhere", getClass().getClassLoader())::read).getMessage());
    }

    private static void assertSite(Map<String, Asset> site) {
        assertEquals(FILES, site.values().stream().collect(
            Collectors.toMap(Asset::path, asset -> asset.plain().toString(), (a, b) -> a, TreeMap::new)));
        assertEquals(
            List.of("text/plain; charset=utf-8", "text/html; charset=utf-8", "text/javascript; charset=utf-8",
                "text/plain; charset=utf-8"),
            site.values().stream().map(Asset::mediaType).toList());
    }

    private URL writeFolder() throws IOException {
        for (var entry : FILES.entrySet()) {
            var file = folder.resolve("site").resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        return folder.toUri().toURL();
    }

    private static Map<String, Asset> read(URL classPath) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {classPath}, null)) {
            return new SiteFolder("site", loader).read().stream().collect(
                Collectors.toMap(Asset::path, Function.identity(), (a, b) -> a, TreeMap::new));
        }
    }
}
