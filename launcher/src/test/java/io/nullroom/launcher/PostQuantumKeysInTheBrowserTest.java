package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser's own ML-KEM-768 gives the published answers, and understands the library's, in either role (A4). */
final class PostQuantumKeysInTheBrowserTest {
    /** As in a browser that has none. */
    private static final String WITHOUT_ML_KEM = """
        (() => {
          const generateKey = SubtleCrypto.prototype.generateKey;
          SubtleCrypto.prototype.generateKey = function (algorithm, ...more) {
            const name = algorithm.name ?? algorithm;
            if (name.startsWith('ML-KEM')) return Promise.reject(new DOMException('none', 'NotSupportedError'));
            return generateKey.call(this, algorithm, ...more);
          };
          delete SubtleCrypto.prototype.encapsulateBits;
          delete SubtleCrypto.prototype.decapsulateBits;
        })()""";
    private static final String KEY_OF_SEED = """
        async (seed) => {
          const bytes = Uint8Array.from(seed.match(/../g), (hex) => parseInt(hex, 16));
          const key = await crypto.subtle.importKey('raw-seed', bytes, 'ML-KEM-768', true, ['decapsulateBits']);
          const ek = await crypto.subtle.getPublicKey(key, ['encapsulateBits']);
          return new Uint8Array(await crypto.subtle.exportKey('raw-public', ek)).toHex();
        }""";
    private static final String SECRET_OF_CIPHERTEXT = """
        async ([seed, ciphertext]) => {
          const bytes = (text) => Uint8Array.from(text.match(/../g), (hex) => parseInt(hex, 16));
          const key = await crypto.subtle.importKey('raw-seed', bytes(seed), 'ML-KEM-768', true, ['decapsulateBits']);
          return new Uint8Array(await crypto.subtle.decapsulateBits('ML-KEM-768', key, bytes(ciphertext))).toHex();
        }""";

    @RegisterExtension
    static final Visitors VISITORS = Visitors.to(Map.of());

    @Test
    void theBrowsersOwnGivesThePublishedAnswers() {
        var page = VISITORS.next();
        page.visits("/");
        for (var each : published("keyGeneration")) {
            var key = (String) page.page().evaluate(KEY_OF_SEED, each.getString("d") + each.getString("z"));
            assertEquals(each.getString("h").toLowerCase(), sha3(key));
        }
        for (var each : published("decapsulationFromSeed")) {
            assertEquals(each.getString("k"),
                page.page().evaluate(SECRET_OF_CIPHERTEXT, List.of(each.getString("seed"), each.getString("c"))));
        }
    }

    @Test
    void whoseBrowserHasItsOwnMeetsInTheirRoomWhoTakesTheLibrarys() {
        understandEachOther(VISITORS.next(), withoutMlKem());
    }

    @Test
    void whoTakesTheLibrarysMeetsInTheirRoomWhoseBrowserHasItsOwn() {
        understandEachOther(withoutMlKem(), VISITORS.next());
    }

    private static void understandEachOther(Person host, Person guest) {
        var hosts = libraryOf(host);
        var guests = libraryOf(guest);
        new Visitors.Pair(host, guest).meet();
        host.says("by two ways");
        guest.hears("by two ways");
        guest.says("to one secret");
        host.hears("to one secret");
        assertEquals(words(host), words(guest));
        assertTrue(hosts.isEmpty() != guests.isEmpty(), "just one took the library's: " + hosts + guests);
    }

    private static String words(Person person) {
        return person.page().locator("#safety-words").innerText();
    }

    private static Person withoutMlKem() {
        var person = VISITORS.next();
        person.browser().addInitScript(WITHOUT_ML_KEM);
        return person;
    }

    /** What this person's page loads of the library from now on. */
    private static List<String> libraryOf(Person person) {
        List<String> loaded = new ArrayList<>();
        person.page().onRequest(request -> {
            if (request.url().contains("/post-quantum/ml-kem")) {
                loaded.add(request.url());
            }
        });
        return loaded;
    }

    private static List<JsonObject> published(String name) {
        try {
            var file = Programs.repository().resolve("docs/vectors/ml-kem-768.json");
            var cases = new JsonObject(Files.readString(file)).getJsonObject(name).getJsonArray("cases");
            assertTrue(!cases.isEmpty(), name);
            return cases.stream().map(JsonObject.class::cast).toList();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String sha3(String hex) {
        try {
            var digest = MessageDigest.getInstance("SHA3-256").digest(HexFormat.of().parseHex(hex));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
