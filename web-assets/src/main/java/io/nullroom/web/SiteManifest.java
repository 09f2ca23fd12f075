package io.nullroom.web;

import io.nullroom.contracts.Asset;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** What the site consists of: every file with its SHA-256, so that anybody can hold it against a checkout. */
final class SiteManifest {
    /** Where it stands in the site. */
    static final String PATH = ".well-known/nullroom-assets.json";

    private SiteManifest() {
    }

    /** The manifest of those files, itself a file; the same bytes for the same files, in whatever order. */
    static Asset of(List<Asset> files) throws IOException {
        var digests = new JsonObject();
        files.stream().sorted(Comparator.comparing(Asset::path)).forEach(file ->
            digests.put(file.path(), HexFormat.of().formatHex(AssetMaker.sha256(file.plain().getBytes()))));
        var text = JsonObject.of("algorithm", "SHA-256", "files", digests).encodePrettily() + "\n";
        return AssetMaker.make(PATH, text.getBytes(StandardCharsets.UTF_8));
    }
}
