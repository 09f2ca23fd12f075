package io.nullroom.turn;

import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Secret;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that a TURN server checks by a secret it shares with us (draft-uberti-behave-turn-rest-00, section 2.2):
 * the user is {@code expiry:random}, the expiry in seconds since 1970, the credential its HMAC-SHA-1 in base64.
 */
final class TurnRest implements TurnProvider.Issuer {
    /** The draft's choice, and what servers check; as a MAC it is not broken. */
    private static final String ALGORITHM = "HmacSHA1";
    private static final int RANDOM_BYTES = 12;

    private final List<String> stun;
    private final List<String> turn;
    private final Mac mac;
    private final InstantSource clock;
    private final RandomGenerator random;

    TurnRest(List<IceUrl> urls, Secret secret, InstantSource clock, RandomGenerator random) {
        stun = urls.stream().filter(url -> !url.isTurn()).map(IceUrl::text).toList();
        turn = urls.stream().filter(IceUrl::isTurn).map(IceUrl::text).toList();
        this.mac = mac(secret);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<List<IceServer>> issue(long lifeSeconds) {
        // One more, since the second that the clock shows has begun already.
        long expiry = clock.instant().getEpochSecond() + lifeSeconds + 1;
        var username = expiry + ":" + name();
        var credential = Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        var relay = new IceServer(turn, Optional.of(username), Optional.of(credential));
        return Future.succeededFuture(stun.isEmpty() ? List.of(relay)
            : List.of(new IceServer(stun, Optional.empty(), Optional.empty()), relay));
    }

    /** Of nobody: two credentials of one person have nothing in common. */
    private String name() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Mac mac(Secret secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
