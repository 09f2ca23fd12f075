package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Secret;
import io.nullroom.contracts.SecretSetting;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The provider {@code coturn}: TURN servers of one's own that share a secret with us; nobody is asked. */
public final class CoturnProvider implements TurnProvider {
    /** In characters: whoever gets one credential can try out secrets at home, so it has to be a long one. */
    private static final int LEAST_SECRET = 20;
    private static final Setting URIS = new Setting("NULLROOM_TURN_URIS", "turn: and turns: URLs, by commas", "",
        "Where browsers find the TURN servers of the provider coturn, over UDP, TCP and TLS.");
    private static final SecretSetting SECRET =
        SecretSetting.named("NULLROOM_TURN_SECRET", "text", "The static-auth-secret of the provider coturn.");
    private static final String NEEDED = "NULLROOM_TURN_PROVIDER=coturn needs ";

    private final InstantSource clock;
    private final RandomGenerator random;

    /** Found by ServiceLoader. */
    public CoturnProvider() {
        this(InstantSource.system(), new SecureRandom());
    }

    CoturnProvider(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return "coturn";
    }

    @Override
    public List<Setting> settings() {
        return Stream.concat(Stream.of(URIS), SECRET.settings().stream()).toList();
    }

    @Override
    public boolean canBeAway() {
        return false;
    }

    @Override
    public Setup from(Environment environment) {
        var urls = environment.optional(URIS).map(CoturnProvider::urls).orElseThrow(() -> new SettingException(
            NEEDED + URIS.name() + ", such as turn:turn.example.org:3478,turns:turn.example.org:443?transport=tcp."));
        var issuer = new TurnRest(urls, secret(environment), clock, random);
        return vertx -> issuer;
    }

    private static List<IceUrl> urls(String text) {
        var urls = Stream.of(text.split("[,\\s]+")).distinct().map(url -> IceUrl.parse(url).orElseThrow(() ->
            new SettingException(URIS.name() + " has something that is no URL of a TURN server: "
                + "turn:host[:port][?transport=udp|tcp] or turns:host[:port], by commas."))).toList();
        if (urls.stream().noneMatch(IceUrl::isTurn)) {
            throw new SettingException(URIS.name() + " needs at least one turn: or turns: URL.");
        }
        return urls;
    }

    private static Secret secret(Environment environment) {
        var secret = SECRET.read(environment).orElseThrow(() -> new SettingException(NEEDED
            + SECRET.names() + ", the static-auth-secret of the TURN server."));
        if (secret.value().length() < LEAST_SECRET) {
            throw new SettingException(SECRET.text().name() + " must have at least " + LEAST_SECRET
                + " characters; openssl rand -hex 32 makes a good one.");
        }
        return secret;
    }
}
