package io.nullroom.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A certificate that says nothing but its public key: the same for everybody who has the key pair.
 *
 * <p>X.509 version 1 (RFC 5280, 4.1) in DER (X.690), signed with Ed25519 (RFC 8410). It names nobody and has no end
 * (4.1.2.5), since it is trusted by itself and not for what it says.
 */
final class SelfSigned {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OID = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final byte[] ED25519 = {0x2B, 0x65, 0x70};
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    private SelfSigned() {
    }

    /** The certificate of that Ed25519 pair. */
    static X509Certificate certificate(KeyPair pair) {
        try {
            var algorithm = der(SEQUENCE, der(OID, ED25519));
            var name = der(SEQUENCE, der(SET,
                der(SEQUENCE, der(OID, COMMON_NAME), der(UTF8_STRING, ascii("nullroom cluster")))));
            var validity = der(SEQUENCE,
                der(UTC_TIME, ascii("700101000000Z")), der(GENERALIZED_TIME, ascii("99991231235959Z")));
            var content = der(SEQUENCE,
                der(INTEGER, new byte[] {1}), algorithm, name, validity, name, pair.getPublic().getEncoded());
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(content);
            // The first byte of a bit string counts the bits at its end that mean nothing.
            var certificate = der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[] {0}, signer.sign()));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", impossible);
        }
    }

    private static byte[] der(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (var part : contents) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        // X.690, 8.1.3: one byte for a short length, else the number of the bytes that hold it.
        if (content.size() > 0xFF) {
            whole.write(0x82);
            whole.write(content.size() >> 8);
        } else if (content.size() > 0x7F) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
