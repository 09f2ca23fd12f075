package io.nullroom.gateway;

import io.nullroom.contracts.SettingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A certificate with its key, both in PEM.
 *
 * @param certificate the server's own first
 * @param key PKCS #8
 */
record TlsPair(Buffer certificate, Buffer key) {
    private static final Pattern PKCS8 =
        Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Both, where they are what they are to be and belong to each other; fails with {@link SettingException}. */
    PemKeyCertOptions checked() {
        var owner = owner();
        var pem = PKCS8.matcher(key.toString(StandardCharsets.US_ASCII));
        try {
            if (pem.find() && belongs(KeyFactory.getInstance(owner.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)))), owner)) {
                return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
            }
        } catch (GeneralSecurityException | IllegalArgumentException notTheKey) {
            throw noKey();
        }
        throw noKey();
    }

    private PublicKey owner() {
        try {
            return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificate.getBytes())).stream()
                .findFirst().map(Certificate::getPublicKey).orElseThrow(TlsPair::noCertificate);
        } catch (GeneralSecurityException notCertificates) {
            throw noCertificate();
        }
    }

    /** Whether what the one signs the other verifies. */
    private static boolean belongs(PrivateKey key, PublicKey owner) throws GeneralSecurityException {
        var signature = Signature.getInstance(switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        });
        signature.initSign(key);
        signature.update(owner.getEncoded());
        var signed = signature.sign();
        signature.initVerify(owner);
        signature.update(owner.getEncoded());
        return signature.verify(signed);
    }

    private static SettingException noCertificate() {
        return new SettingException(TlsFiles.CERTIFICATE.name() + " must name a file with certificates in PEM.");
    }

    private static SettingException noKey() {
        return new SettingException(TlsFiles.KEY.name() + " must name the key of the certificate, unencrypted PKCS #8 "
            + "in PEM; make one of another form by: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.");
    }

    /** Shows nothing of a key. */
    @Override
    public String toString() {
        return "TlsPair";
    }
}
