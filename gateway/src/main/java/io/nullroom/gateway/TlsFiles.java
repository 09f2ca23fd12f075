package io.nullroom.gateway;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the certificate is by which the public port speaks TLS.
 *
 * @param certificate the file with it, and with those between it and the authority
 * @param key the file with its key
 */
record TlsFiles(Path certificate, Path key) {
    static final Setting CERTIFICATE = new Setting("NULLROOM_TLS_CERTIFICATE_FILE", "path of a PEM file", "",
        "The certificate of the public port, and those between it and the authority; with it, the port speaks TLS.");
    static final Setting KEY = new Setting("NULLROOM_TLS_KEY_FILE", "path of a PEM file", "",
        "Its private key (PKCS #8).");

    static final List<Setting> SETTINGS = List.of(CERTIFICATE, KEY);

    /** The files that are set, looked into once; both or none. */
    static Optional<TlsFiles> from(Environment environment) {
        var missing = SETTINGS.stream().filter(setting -> environment.optional(setting).isEmpty())
            .map(Setting::name).collect(Collectors.toList());
        if (missing.size() == SETTINGS.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new SettingException("A certificate and its key belong together: set " + missing.get(0) + " too.");
        }
        try {
            var files = new TlsFiles(Path.of(environment.text(CERTIFICATE)), Path.of(environment.text(KEY)));
            files.read().checked();
            return Optional.of(files);
        } catch (InvalidPathException noPath) {
            throw unreadable(CERTIFICATE.name() + " or " + KEY.name());
        }
    }

    /** What is in them now; waits for the disk. */
    TlsPair read() {
        return new TlsPair(read(certificate, CERTIFICATE), read(key, KEY));
    }

    private static Buffer read(Path file, Setting setting) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException broken) {
            throw unreadable(setting.name());
        }
    }

    private static SettingException unreadable(String name) {
        return new SettingException(name + " names a file that cannot be read.");
    }
}
