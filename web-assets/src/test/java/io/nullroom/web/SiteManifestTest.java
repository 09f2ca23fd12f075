package io.nullroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.nullroom.contracts.Asset;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every file is in it by its digest, and nothing but the files decides what it says. */
class SiteManifestTest {
    /** Of "abc": FIPS 180-4, the first example of SHA-256. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void everyFileIsThereByItsDigest() throws IOException {
        var manifest = SiteManifest.of(List.of(file("js/a.js", "abc"), file("index.html", "")));
        assertEquals(".well-known/nullroom-assets.json", manifest.path());
        var json = new JsonObject(manifest.plain());
        assertEquals("SHA-256", json.getString("algorithm"));
        assertEquals(2, json.getJsonObject("files").size());
        assertEquals(ABC, json.getJsonObject("files").getString("js/a.js"));
    }

    @Test
    void theOrderOfTheFilesDoesNotShow() throws IOException {
        var a = file("a.js", "a");
        var b = file("b.js", "b");
        assertEquals(SiteManifest.of(List.of(a, b)).plain(), SiteManifest.of(List.of(b, a)).plain());
    }

    @Test
    void anotherByteIsAnotherManifest() throws IOException {
        assertNotEquals(SiteManifest.of(List.of(file("a.js", "a"))).plain(),
            SiteManifest.of(List.of(file("a.js", "b"))).plain());
    }

    private static Asset file(String path, String text) throws IOException {
        return AssetMaker.make(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
