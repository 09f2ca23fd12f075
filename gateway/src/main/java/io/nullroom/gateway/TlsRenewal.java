package io.nullroom.gateway;

import io.nullroom.contracts.Beats;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new certificate into use when its files have changed; who is connected notices nothing.
 *
 * <p>The files are looked into again and again, since whatever renews them may replace them, or a link on the way to
 * them. Two looks have to agree, so that nothing is taken that is half written. On its event loop only.
 */
final class TlsRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(TlsRenewal.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final TlsFiles files;
    private final Function<PemKeyCertOptions, Future<?>> use;
    /** What was tried last, whether it is of use or not. */
    private TlsPair tried;
    private TlsPair seen;
    private boolean readable = true;

    /** Begins with {@code used}, which is in use; {@code use} puts another one in its place. */
    TlsRenewal(Vertx vertx, TlsFiles files, TlsPair used, Function<PemKeyCertOptions, Future<?>> use) {
        this.vertx = vertx;
        this.files = files;
        this.use = use;
        tried = used;
        seen = used;
    }

    /** Looks from now on. */
    void begin() {
        Beats.begin(vertx, PERIOD, () -> vertx.executeBlocking(files::read)
            .onSuccess(this::look)
            .onFailure(this::unreadable));
    }

    private void look(TlsPair found) {
        readable = true;
        boolean settled = found.equals(seen);
        seen = found;
        if (settled && !found.equals(tried)) {
            tried = found;
            take(found).onComplete(
                taken -> LOG.info("The new certificate is in use"),
                broken -> LOG.warn("The new certificate is not used, and the former one still is: {}", why(broken)));
        }
    }

    private Future<?> take(TlsPair found) {
        try {
            return use.apply(found.checked());
        } catch (SettingException broken) {
            return Future.failedFuture(broken);
        }
    }

    private void unreadable(Throwable broken) {
        if (readable) {
            LOG.warn("The certificate in use is used on: {}", why(broken));
        }
        readable = false;
    }

    /** Of what is not ours the type alone: its text might quote the key. */
    private static String why(Throwable broken) {
        return broken instanceof SettingException ? broken.getMessage() : broken.getClass().getName();
    }
}
