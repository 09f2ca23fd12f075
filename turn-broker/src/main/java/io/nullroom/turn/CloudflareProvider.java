package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SecretSetting;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The provider {@code cloudflare}: Cloudflare Realtime TURN, asked for each set of credentials
 * (developers.cloudflare.com/realtime/turn/generate-credentials).
 */
public final class CloudflareProvider implements TurnProvider {
    private static final Setting KEY_ID = new Setting("NULLROOM_CLOUDFLARE_TURN_KEY_ID", "text", "",
        "The id of the TURN key of the provider cloudflare.");
    private static final SecretSetting TOKEN = SecretSetting.named("NULLROOM_CLOUDFLARE_TURN_API_TOKEN", "text",
        "The API token of the TURN key of the provider cloudflare.");
    private static final Pattern KEY_ID_FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    /** Browsers open no connection to them, and wait for each before they give it up. */
    private static final Set<Integer> BLOCKED_PORTS = Set.of(53, 80);

    @Override
    public String name() {
        return "cloudflare";
    }

    @Override
    public List<Setting> settings() {
        return Stream.concat(Stream.of(KEY_ID, ProviderApi.URL), TOKEN.settings().stream()).toList();
    }

    @Override
    public Setup from(Environment environment) {
        var keyId = environment.optional(KEY_ID);
        var token = TOKEN.read(environment);
        if (keyId.isEmpty() || token.isEmpty()) {
            throw new SettingException("NULLROOM_TURN_PROVIDER=cloudflare needs " + KEY_ID.name() + " and "
                + TOKEN.names() + ", as the dashboard shows them for a TURN key.");
        }
        if (!KEY_ID_FORM.matcher(keyId.get()).matches()) {
            throw new SettingException(KEY_ID.name() + " must be letters, digits, - and _ only.");
        }
        var url = ProviderApi.base(environment, "https://rtc.live.cloudflare.com")
            + "/v1/turn/keys/" + keyId.get() + "/credentials/generate-ice-servers";
        var authorization = "Bearer " + TOKEN.headerValue(token.get());
        return vertx -> issuer(new ProviderApi(vertx, url, authorization));
    }

    private static Issuer issuer(ProviderApi api) {
        return lifeSeconds -> api
            .ask("application/json", JsonObject.of("ttl", lifeSeconds).toBuffer())
            .map(answer -> ProviderAnswer.servers(answer.path("iceServers"),
                url -> url.port().stream().noneMatch(BLOCKED_PORTS::contains)));
    }
}
