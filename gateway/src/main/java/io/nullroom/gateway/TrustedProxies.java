package io.nullroom.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose word is taken for where a request comes from.
 *
 * @param networks addresses, or networks as {@code address/bits}
 * @param header the one header that they write; a second one would be the client's own
 */
record TrustedProxies(List<String> networks, String header) {
    static final String X_FORWARDED_FOR = "X-Forwarded-For";
    /** RFC 7239. */
    static final String FORWARDED = "Forwarded";

    private static final Setting NETWORKS = new Setting("NULLROOM_TRUSTED_PROXIES", "addresses and networks", "",
        "The proxies before the gateway, such as 10.0.0.0/8,2001:db8::7: who they say is the client is counted as it.");
    private static final Setting HEADER = new Setting("NULLROOM_FORWARDED_HEADER", "X-Forwarded-For or Forwarded",
        X_FORWARDED_FOR, "The header in which trusted proxies say so; the other one is never looked at.");

    static final List<Setting> SETTINGS = List.of(NETWORKS, HEADER);

    static TrustedProxies from(Environment environment) {
        var networks = Stream.of(environment.text(NETWORKS).split(",")).map(String::strip)
            .filter(part -> !part.isEmpty()).toList();
        networks.forEach(network -> {
            if (rule(network).isEmpty()) {
                throw new SettingException(NETWORKS.name()
                    + " must be IP addresses or networks such as 10.0.0.0/8, with commas between them.");
            }
        });
        var standard = environment.flag(HEADER, FORWARDED, X_FORWARDED_FOR);
        return new TrustedProxies(networks, standard ? FORWARDED : X_FORWARDED_FOR);
    }

    /** The networks, to hold addresses against. */
    List<IpSubnetFilterRule> rules() {
        return networks.stream().flatMap(network -> rule(network).stream()).toList();
    }

    private static Optional<IpSubnetFilterRule> rule(String network) {
        var parts = network.split("/", -1);
        var bytes = Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(parts[0]));
        try {
            var bits = parts.length == 1 ? Optional.of(bytes.map(address -> address.length * 8).orElse(0))
                : Optional.of(Integer.parseInt(parts[1]));
            return bytes.filter(address -> parts.length <= 2)
                .map(address -> new IpSubnetFilterRule(parts[0], bits.get(), IpFilterRuleType.ACCEPT));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }
}
