package io.nullroom.gateway;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A key and the certificate that it signed for itself, in files.
 *
 * @param key PKCS #8 in PEM
 * @param certificate in PEM
 */
record TestCertificate(Path key, Path certificate) {
    private static final String PASSWORD = "changeit";

    /** One for {@code name}, such as {@code dns:localhost} or {@code ip:127.0.0.1}, made in {@code folder}. */
    static TestCertificate of(String name, Path folder) {
        try {
            var store = folder.resolve("store.p12");
            var made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + name,
                "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (made.waitFor() != 0) {
                throw new IllegalStateException("keytool has failed");
            }
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new TestCertificate(
                write(folder.resolve("key.pem"), "PRIVATE KEY",
                    keys.getKey("test", PASSWORD.toCharArray()).getEncoded()),
                write(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("test").getEncoded()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (GeneralSecurityException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With it and these settings besides. */
    Map<String, String> with(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("NULLROOM_TLS_CERTIFICATE_FILE", certificate.toString());
        all.put("NULLROOM_TLS_KEY_FILE", key.toString());
        return all;
    }

    /** For a client of that version of HTTP. */
    HttpClientOptions clientOptions(HttpVersion version) {
        return new HttpClientOptions().setSsl(true).setUseAlpn(version == HttpVersion.HTTP_2)
            .setProtocolVersion(version).setTrustOptions(trust());
    }

    /** Trusts it, and nothing else. */
    PemTrustOptions trust() {
        return new PemTrustOptions().addCertPath(certificate.toString());
    }

    WebSocketClientOptions webSocketOptions() {
        return new WebSocketClientOptions().setSsl(true).setTrustOptions(trust());
    }

    /** Puts the files of another one in the place of these. */
    void replaceBy(TestCertificate other) throws IOException {
        Files.copy(other.key, key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(other.certificate, certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path write(Path file, String what, byte[] der) throws IOException {
        return Files.writeString(file, "-----BEGIN " + what + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n");
    }
}
