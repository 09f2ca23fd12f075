package io.nullroom.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Asset;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every byte of others that is served is that of the package which the lock names by its digest. */
class VendoredModulesTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Path PACKAGES = MAIN.resolve("node_modules");
    private static final String FOLDER = "vendor/";

    private static List<Asset> served() throws IOException {
        return new SiteFolder("webroot", VendoredModulesTest.class.getClassLoader()).read().stream()
            .filter(asset -> asset.path().startsWith(FOLDER))
            .toList();
    }

    private static JsonObject packagesOf(Path lock) throws IOException {
        return new JsonObject(Files.readString(lock)).getJsonObject("packages");
    }

    @Test
    void eachFileIsServedAsItsPackageHasIt() throws IOException {
        assertFalse(served().isEmpty());
        for (var asset : served()) {
            var original = PACKAGES.resolve(asset.path().substring(FOLDER.length()));
            assertArrayEquals(Files.readAllBytes(original), asset.plain().getBytes(), asset.path());
        }
    }

    /** npm unpacks nothing whose digest differs from the lock's, and notes what it unpacked. */
    @Test
    void eachPackageIsTheOneThatTheLockNames() throws IOException {
        var locked = packagesOf(MAIN.resolve("package-lock.json"));
        var installed = packagesOf(PACKAGES.resolve(".package-lock.json"));
        for (var asset : served()) {
            var parts = asset.path().split("/");
            var name = "node_modules/" + parts[1] + "/" + parts[2];
            var integrity = locked.getJsonObject(name).getString("integrity");
            assertTrue(integrity.startsWith("sha512-"), name);
            assertEquals(integrity, installed.getJsonObject(name).getString("integrity"), name);
            var version = new JsonObject(Files.readString(PACKAGES.resolve(parts[1]).resolve(parts[2])
                .resolve("package.json"))).getString("version");
            assertEquals(locked.getJsonObject(name).getString("version"), version, name);
        }
    }

    @Test
    void eachPackageBringsItsLicence() throws IOException {
        var paths = served().stream().map(Asset::path).toList();
        for (var path : paths) {
            var parts = path.split("/");
            assertTrue(paths.contains(FOLDER + parts[1] + "/" + parts[2] + "/LICENSE"), path);
        }
    }
}
