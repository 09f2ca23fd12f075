package io.nullroom.cluster;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates of the operator's own making, in place of a shared secret. */
final class Certificates {
    static final Setting KEY = new Setting("NULLROOM_CLUSTER_KEY_FILE", "path of a PEM file", "",
        "The private key of this process (PKCS #8), where certificates stand in place of a secret.");
    static final Setting CHAIN = new Setting("NULLROOM_CLUSTER_CERTIFICATE_FILE", "path of a PEM file", "",
        "Its certificate, and those between it and the authority.");
    static final Setting AUTHORITIES = new Setting("NULLROOM_CLUSTER_CA_FILE", "path of a PEM file", "",
        "The authority whose certificates are let in, all of them: it must sign for this cluster alone.");

    private static final List<Setting> ALL = List.of(KEY, CHAIN, AUTHORITIES);
    private static final Pattern PKCS8 =
        Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Certificates() {
    }

    /** The identity that the files make, where they are set; all three or none. */
    static Optional<Identity> from(Environment environment) {
        var missing = ALL.stream().filter(setting -> environment.optional(setting).isEmpty()).toList();
        if (missing.size() == ALL.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new SettingException("A key, its certificate and the authority belong together: set "
                + String.join(" and ", missing.stream().map(Setting::name).toList()) + " too.");
        }
        var chain = certificates(CHAIN, environment);
        var authorities = certificates(AUTHORITIES, environment);
        return Optional.of(new Identity("nullroom-" + fingerprint(authorities),
            key(environment, chain.get(0)), chain, authorities));
    }

    private static List<X509Certificate> certificates(Setting setting, Environment environment) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(setting, environment)));
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (GeneralSecurityException notCertificates) {
            throw noCertificate(setting);
        }
        throw noCertificate(setting);
    }

    private static PrivateKey key(Environment environment, X509Certificate certificate) {
        var pem = PKCS8.matcher(new String(read(KEY, environment), StandardCharsets.US_ASCII));
        try {
            if (pem.find()) {
                var key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
                if (belongs(key, certificate.getPublicKey())) {
                    return key;
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException notTheKey) {
            throw noKey();
        }
        throw noKey();
    }

    /** Whether what the one signs the other verifies. */
    private static boolean belongs(PrivateKey key, PublicKey other) throws GeneralSecurityException {
        var signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        signature.initSign(key);
        signature.update(other.getEncoded());
        var signed = signature.sign();
        signature.initVerify(other);
        signature.update(other.getEncoded());
        return signature.verify(signed);
    }

    private static byte[] read(Setting setting, Environment environment) {
        try {
            return Files.readAllBytes(Path.of(environment.text(setting)));
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingException(setting.name() + " names a file that cannot be read.");
        }
    }

    private static String fingerprint(List<X509Certificate> authorities) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var authority : authorities) {
                digest.update(authority.getEncoded());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    private static SettingException noCertificate(Setting setting) {
        return new SettingException(setting.name() + " must name a file with certificates in PEM.");
    }

    private static SettingException noKey() {
        return new SettingException(KEY.name() + " must name the key of the certificate, unencrypted PKCS #8 in PEM; "
            + "make one of another form by: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.");
    }
}
