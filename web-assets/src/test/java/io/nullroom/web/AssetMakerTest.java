package io.nullroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Asset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found out about a file once, for all answers. */
class AssetMakerTest {
    /** SHA-256 of the text {@code {}}. */
    private static final String DIGEST = "'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='";

    private static Asset make(String path, String text) throws IOException {
        return AssetMaker.make(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anImportMapIsNamedByItsDigest() throws IOException {
        assertEquals(List.of(DIGEST), make("a.html", "<script type=\"importmap\">{}</script>").inlineScripts());
    }

    @Test
    void noOtherInlineScriptEverIs() throws IOException {
        for (var page : List.of("<script>{}</script>", "<script type=\"module\">{}</script>", "{}")) {
            assertEquals(List.of(), make("a.html", page).inlineScripts(), page);
        }
        assertEquals(List.of(), make("a.js", "'<script type=\"importmap\">{}</script>'").inlineScripts());
    }

    @Test
    void onlyTheRoomPageHasAnyAndItHasOne() throws IOException {
        var site = new SiteFolder("webroot", AssetMakerTest.class.getClassLoader()).read();
        var pages = site.stream().filter(asset -> !asset.inlineScripts().isEmpty()).toList();
        assertEquals(List.of("room.html"), pages.stream().map(Asset::path).toList());
        assertEquals(1, pages.get(0).inlineScripts().size());
    }
}
