package io.nullroom.turn;

import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Secret;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Map<Boolean, List<String>> urls;
    private final Mac mac;
    private final InstantSource clock;
    private final RandomGenerator random;

    TurnRest(List<IceUrl> urls, Secret secret, InstantSource clock, RandomGenerator random) {
        this.urls = urls.stream().collect(Collectors.partitioningBy(IceUrl::isTurn,
            Collectors.mapping(IceUrl::text, Collectors.toList())));
        this.mac = mac(secret);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<List<IceServer>> issue(long lifeSeconds) {
        long expiry = clock.instant().getEpochSecond() + lifeSeconds + 1;
        var username = expiry + ":" + name();
        var credential = Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        var stun = urls.get(false).isEmpty() ? Stream.<IceServer>empty()
            : Stream.of(new IceServer(urls.get(false), Optional.empty(), Optional.empty()));
        var turn = new IceServer(urls.get(true), Optional.of(username), Optional.of(credential));
        return Future.succeededFuture(Stream.concat(stun, Stream.of(turn)).toList());
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
