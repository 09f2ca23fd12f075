package io.nullroom.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What members of one cluster know each other by: a key with its certificate, and the certificates that are trusted.
 *
 * @param clusterName no secret, but nobody outside knows it
 * @param key proves who we are
 * @param chain its certificate, and those between it and a trusted one
 * @param trusted whom we let in, directly or by what they have signed
 */
record Identity(String clusterName, PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
    static final String PROTOCOL = "TLSv1.3";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Key and certificate, in the one form that Vert.x passes on to its event bus. */
    PfxOptions keyOptions() {
        var password = password();
        return options(keyStore(password), password);
    }

    /** The trusted certificates, likewise. */
    PfxOptions trustOptions() {
        return options(trustStore(), password());
    }

    /** The same for whoever speaks TLS without Vert.x. */
    SSLContext context() {
        try {
            var password = password();
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(password), password.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            var context = SSLContext.getInstance(PROTOCOL);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), RANDOM);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw unusable(impossible);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Identity[hidden]";
    }

    private KeyStore keyStore(String password) {
        return store(store -> store.setKeyEntry(
            "member", key, password.toCharArray(), chain.toArray(X509Certificate[]::new)));
    }

    private KeyStore trustStore() {
        return store(store -> {
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("trusted-" + i, trusted.get(i));
            }
        });
    }

    private static KeyStore store(Filling filling) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.into(store);
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw unusable(impossible);
        }
    }

    private static PfxOptions options(KeyStore store, String password) {
        var bytes = new ByteArrayOutputStream();
        try {
            store.store(bytes, password.toCharArray());
        } catch (GeneralSecurityException | IOException impossible) {
            throw unusable(impossible);
        }
        return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(password);
    }

    /** The format wants one, though it never leaves the process. */
    private static String password() {
        var password = new byte[16];
        RANDOM.nextBytes(password);
        return Base64.getEncoder().encodeToString(password);
    }

    private static IllegalStateException unusable(Exception cause) {
        return new IllegalStateException("a key that no store takes", cause);
    }

    /** What comes into a store. */
    private interface Filling {
        void into(KeyStore store) throws GeneralSecurityException;
    }
}
