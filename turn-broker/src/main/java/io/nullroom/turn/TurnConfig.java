package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who provides STUN and TURN servers.
 *
 * @param provider the provider's name
 * @param setup the provider, with settings that are enough
 * @param grace how much longer than its room a credential lives
 * @param mostPerMinute how many sets of credentials are issued in a minute; empty where they are not counted
 * @param keepsLast whether the provider's last answer is kept for when it is away
 */
public record TurnConfig(String provider, TurnProvider.Setup setup, Duration grace, Optional<Long> mostPerMinute,
                         boolean keepsLast) {
    private static final Setting PROVIDER = new Setting("NULLROOM_TURN_PROVIDER", "name", "none",
        "Where STUN and TURN servers come from: none, static, coturn, cloudflare, twilio, or one on the class path.");
    private static final Setting GRACE = new Setting("NULLROOM_TURN_GRACE_SECONDS", "seconds", "60",
        "How much longer than its room a TURN credential lives, for clocks that differ.");
    private static final Setting MOST = new Setting("NULLROOM_TURN_CREDENTIALS_PER_MINUTE", "sets", "6000",
        "How many sets of TURN credentials are issued in a minute, to everybody together.");

    private static final List<TurnProvider> PROVIDERS =
        ServiceLoader.load(TurnProvider.class, TurnProvider.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(TurnProvider::name))
            .toList();

    /** Everything that can be set, for all providers that are there. */
    public static final List<Setting> SETTINGS =
        Stream.concat(Stream.of(PROVIDER, GRACE, MOST), settingsOfProviders()).distinct().toList();

    /** Reads the settings; fails with {@link SettingException}, also where they belong to a provider not chosen. */
    public static TurnConfig from(Environment environment) {
        var name = environment.text(PROVIDER);
        var chosen = named(name);
        settingsOfProviders()
            .filter(setting -> !chosen.settings().contains(setting) && environment.optional(setting).isPresent())
            .findFirst()
            .ifPresent(stray -> {
                throw new SettingException(stray.name() + " is set, but " + PROVIDER.name() + " is " + name
                    + ", which has no use for it: choose " + owners(stray) + " or unset it.");
            });
        long most = environment.number(MOST, 1, 10_000_000);
        return new TurnConfig(name, chosen.from(environment), environment.seconds(GRACE, 0, 3600),
            Optional.of(most).filter(limit -> chosen.issuesCredentials()), chosen.canBeAway());
    }

    /** Whether everybody gets the same at any time: neither is it issued to anybody, nor may whoever has it be away. */
    public boolean isAlikeForAll() {
        return mostPerMinute.isEmpty() && !keepsLast;
    }

    /** Leaves the setup out, which may know secrets. */
    @Override
    public String toString() {
        return "TurnConfig[provider=" + provider + "]";
    }

    private static TurnProvider named(String name) {
        var found = PROVIDERS.stream().filter(provider -> provider.name().equals(name)).toList();
        if (found.size() > 1) {
            throw new SettingException("Two TURN providers on the class path are named " + name + ".");
        }
        return found.stream().findFirst().orElseThrow(() ->
            new SettingException(PROVIDER.name() + " must be one of " + names(PROVIDERS.stream(), ", ") + "."));
    }

    private static Stream<Setting> settingsOfProviders() {
        return PROVIDERS.stream().flatMap(provider -> provider.settings().stream());
    }

    private static String owners(Setting setting) {
        return names(PROVIDERS.stream().filter(provider -> provider.settings().contains(setting)), " or ");
    }

    private static String names(Stream<TurnProvider> providers, String between) {
        return providers.map(TurnProvider::name).collect(Collectors.joining(between));
    }
}
