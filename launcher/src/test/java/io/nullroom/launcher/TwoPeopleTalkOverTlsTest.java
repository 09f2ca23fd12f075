package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server speaks TLS itself: pages come by HTTP/2, the socket by the same port, and two people talk. */
final class TwoPeopleTalkOverTlsTest {
    private static final String PASSWORD = "changeit";
    private static final String PROTOCOL =
        "() => performance.getEntriesByType('navigation')[0].nextHopProtocol + ' ' + window.isSecureContext";

    @TempDir
    private static Path folder;

    @Test
    void pagesComeByHttp2AndTheSocketBesideThem() throws Exception {
        var settings = certificate();
        try (var server = RunningServer.with(settings); var chromium = Chromium.start("--ignore-certificate-errors")) {
            var pair = new Visitors.Pair(person(chromium, server), person(chromium, server)).meet();
            pair.both(person -> assertEquals("h2 true", person.page().evaluate(PROTOCOL)));
            pair.host().says("Is that you?");
            pair.guest().hears("Is that you?");
            pair.host().seesDelivered(1);
            pair.host().destroysRoom();
            pair.guest().seesEnd("peer_left");
            pair.both(person -> assertEquals(List.of(), person.problems()));
        }
    }

    private static Person person(Chromium chromium, RunningServer server) {
        return new Person(chromium.browser().newContext(
            new Browser.NewContextOptions().setIgnoreHTTPSErrors(true).setLocale("en-GB")), server.origin());
    }

    /** The settings of a server that has just signed its own. */
    private static Map<String, String> certificate() throws IOException, InterruptedException,
            GeneralSecurityException {
        var store = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=dns:localhost",
            "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(0, keytool.waitFor());
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return Map.of(
            "NULLROOM_TLS_CERTIFICATE_FILE", pem("CERTIFICATE", keys.getCertificate("test").getEncoded()),
            "NULLROOM_TLS_KEY_FILE", pem("PRIVATE KEY", keys.getKey("test", PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] der) throws IOException {
        return Files.writeString(folder.resolve(what.replace(' ', '-')), "-----BEGIN " + what + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what + "-----\n").toString();
    }
}
