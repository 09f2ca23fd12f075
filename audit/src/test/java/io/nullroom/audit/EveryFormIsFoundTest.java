package io.nullroom.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clothes a canary wears, and wherever it stands, the search finds it; and it finds nothing else. */
class EveryFormIsFoundTest {
    private static final String SAID = "a canary that was said";
    private static final UUID ID = UUID.fromString("0f9e8d7c-6b5a-4f3e-8d1c-0b1a2f3e4d5c");
    private static final List<Canary> CANARIES = List.of(Canary.text("said", SAID), Canary.uuid("id", ID.toString()),
        Canary.address("address", "10.99.2.2"), Canary.key("key", "AQIDBAUGBwgJCgsMDQ4PEA"));
    private static final int WINDOW = 1 << 20;

    @TempDir
    private Path folder;

    static Stream<byte[]> clothes() {
        var texts = Stream.of(SAID, "x" + SAID + "y", "a+canary+that+was+said", "a%20canary%20that%20was%20said",
            ID.toString(), ID.toString().replace("-", ""), "from 10.99.2.2:4711", "#2.AQIDBAUGBwgJCgsMDQ4PEA")
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
        var encoded = Stream.of("", "1", "22", "333").map(before -> Base64.getEncoder()
            .encode((before + SAID + "!").getBytes(StandardCharsets.UTF_8)));
        var raw = Stream.of(SAID.getBytes(StandardCharsets.UTF_16LE), SAID.getBytes(StandardCharsets.UTF_16BE),
            ByteBuffer.allocate(16).putLong(ID.getMostSignificantBits()).putLong(ID.getLeastSignificantBits()).array(),
            new byte[] {0, 0, -1, -1, 10, 99, 2, 2},
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        return Stream.of(texts, encoded, raw).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("clothes")
    void itIsFoundAtTheBeginningInTheMiddleAndOverTheEdgeOfWhatIsReadAtOnce(byte[] dressed) throws IOException {
        for (int before : List.of(0, 1, 4711, WINDOW - dressed.length / 2, WINDOW - 1, WINDOW, 2 * WINDOW - 3)) {
            assertEquals(1, search(before, dressed).hits().size(), before + " bytes before");
        }
    }

    @Test
    void whatIsAlmostACanaryIsNone() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var canary : CANARIES) {
            for (var form : canary.forms()) {
                all.write(Arrays.copyOf(form, form.length - 1));
                all.write('|');
            }
        }
        var scan = search(0, all.toByteArray());
        assertTrue(scan.hits().isEmpty(), scan.hits().toString());
        assertEquals(all.size(), scan.bytes());
    }

    @Test
    void whatWouldBeFoundAnywhereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Canary.text("short", "short"));
    }

    @Test
    void aNameOfAMachineIsNoAddress() {
        assertThrows(IllegalArgumentException.class, () -> Canary.address("address", "server.example"));
    }

    @Test
    void filesTheirNamesAndWhatIsPackedInThemAreSearched() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/log"), "GET " + SAID);
        Files.writeString(folder.resolve("deep/" + SAID), "id " + ID);
        Files.writeString(folder.resolve("deep/again " + SAID), "id " + ID);
        try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("old.gz")))) {
            packed.write(("id " + ID).getBytes(StandardCharsets.UTF_8));
        }
        var finding = Finding.in(Place.files(folder), CANARIES);
        assertEquals(List.of(new Hit("id", "old.gz, unpacked"), new Hit("id", "such a file"),
            new Hit("said", "a name in it"), new Hit("said", "deep/log")), List.copyOf(finding.hits()));
        assertFalse(finding.toString().contains(SAID), "the report does not tell it again");
    }

    @Test
    void theNameOfAnEmptyFolderIsSearched() throws IOException {
        Files.createDirectories(folder.resolve("deep/" + SAID));
        Files.writeString(folder.resolve("log"), "GET /");
        assertEquals(Set.of(new Hit("said", "a name in it")), Finding.in(Place.files(folder), CANARIES).hits());
    }

    @Test
    void aLinkToALogIsSearchedAsTheLog() throws IOException {
        var log = Files.writeString(folder.resolve("log"), "GET " + SAID);
        var finding = Finding.in(Place.files(Files.createSymbolicLink(folder.resolve("current"), log)), CANARIES);
        assertEquals(Set.of(new Hit("said", "")), finding.hits());
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndTheSearchGoesOn() throws IOException {
        for (var name : List.of("a/first.gz", "a/" + SAID + ".gz", "z/last.gz")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        Files.writeString(folder.resolve("a/log"), "GET " + SAID);
        Files.writeString(folder.resolve("z/log"), "id " + ID);
        var finding = Finding.in(Place.files(folder), CANARIES);
        assertEquals(Set.of(new Hit("said", "a name in it"), new Hit("said", "a/log"), new Hit("id", "z/log")),
            finding.hits());
        var refusal = finding.refusal().orElseThrow();
        assertTrue(refusal.startsWith("3 could not be read: "), refusal);
        for (var unread : List.of("a/first.gz", "such a file", "z/last.gz")) {
            assertTrue(refusal.contains(unread + " (EOFException)"), refusal);
        }
        assertFalse(refusal.contains(SAID), refusal);
    }

    @Test
    void ofManyThatCannotBeReadTheFirstAreNamed() throws IOException {
        for (int count = 0; count < 30; count++) {
            Files.createFile(folder.resolve(count + ".gz"));
        }
        var refusal = Finding.in(Place.files(folder), CANARIES).refusal().orElseThrow();
        assertTrue(refusal.startsWith("30 could not be read: ") && refusal.endsWith(", and more"), refusal);
        assertEquals(10, refusal.split("EOFException", -1).length - 1, refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://host:6379/1", "redis://user:pass@host:6379/1", "redis://:p@ss@host:6379/1",
        "redis://host:6379/1?user=me&password=p@ss"})
    void theReportTellsNoPasswordOfARedis(String url) {
        assertEquals("Redis redis://host:6379/1", Place.redis(url).name());
    }

    @Test
    void whatCannotBeSearchedIsNotPassedOver() throws IOException {
        var empty = Files.createFile(folder.resolve("empty"));
        for (var place : List.of(Place.files(folder.resolve("missing")), Place.files(empty),
                Place.redis("redis://127.0.0.1:1"))) {
            var finding = Finding.in(place, CANARIES);
            assertTrue(finding.refusal().isPresent() && !finding.isClean(), finding.toString());
        }
    }

    private static Scan search(int before, byte[] bytes) throws IOException {
        var around = new byte[before + bytes.length + 100];
        IntStream.range(0, around.length).forEach(index -> around[index] = (byte) (index % 7));
        System.arraycopy(bytes, 0, around, before, bytes.length);
        var scan = new Scan(CANARIES);
        scan.read("", new ByteArrayInputStream(before == 0 ? bytes : around));
        return scan;
    }
}
