package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.SecretSetting;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The provider {@code twilio}: Twilio's Network Traversal Service, asked for each set of credentials
 * (twilio.com/docs/stun-turn/api).
 */
public final class TwilioProvider implements TurnProvider {
    private static final Setting ACCOUNT = new Setting("NULLROOM_TWILIO_ACCOUNT_SID", "AC and 32 hex digits", "",
        "The account of the provider twilio.");
    private static final SecretSetting TOKEN = SecretSetting.named("NULLROOM_TWILIO_AUTH_TOKEN", "text",
        "The auth token of the account of the provider twilio.");
    private static final Pattern ACCOUNT_FORM = Pattern.compile("AC[0-9a-fA-F]{32}");
    /** In seconds: a day is the most that a token may live. */
    private static final long MOST_LIFE = 86_400;

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public List<Setting> settings() {
        return Stream.concat(Stream.of(ACCOUNT, ProviderApi.URL), TOKEN.settings().stream()).toList();
    }

    @Override
    public Setup from(Environment environment) {
        var account = environment.optional(ACCOUNT);
        var token = TOKEN.read(environment);
        if (account.isEmpty() || token.isEmpty()) {
            throw new SettingException("NULLROOM_TURN_PROVIDER=twilio needs " + ACCOUNT.name() + " and "
                + TOKEN.names() + ", as the console shows them.");
        }
        if (!ACCOUNT_FORM.matcher(account.get()).matches()) {
            throw new SettingException(ACCOUNT.name() + " must be AC and 32 hex digits.");
        }
        var url = ProviderApi.base(environment, "https://api.twilio.com")
            + "/2010-04-01/Accounts/" + account.get() + "/Tokens.json";
        var user = account.get() + ":" + TOKEN.headerValue(token.get());
        var authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return vertx -> issuer(new ProviderApi(vertx, url, authorization));
    }

    private static Issuer issuer(ProviderApi api) {
        return lifeSeconds -> api
            .ask("application/x-www-form-urlencoded",
                Buffer.buffer("Ttl=" + Math.min(lifeSeconds, MOST_LIFE)))
            .map(answer -> ProviderAnswer.servers(answer.path("ice_servers"), url -> true));
    }
}
