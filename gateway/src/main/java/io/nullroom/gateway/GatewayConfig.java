package io.nullroom.gateway;

import io.nullroom.contracts.DrainTime;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.FileSizeLimit;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the public port is set up.
 *
 * @param host the address to listen at
 * @param port the TCP port; 0 takes any free one
 * @param tls the certificate by which the port speaks TLS; plain HTTP where it is empty
 * @param publicOrigin where browsers find the server; derived from each request where empty
 * @param cableOrigins whose pages may open a socket
 * @param requestTimeout how long a client may take to send a request, headers and body
 * @param fileSizeLimit what browsers are told
 * @param proxies whose word is taken for who a client is
 * @param limits what one client address may ask for
 * @param drain how sockets that were passed on are closed when the process stops
 */
public record GatewayConfig(String host, int port, Optional<TlsFiles> tls, Optional<Origin> publicOrigin,
                            CableOrigins cableOrigins, Duration requestTimeout, FileSizeLimit fileSizeLimit,
                            TrustedProxies proxies, AddressLimits limits, DrainTime drain) {
    private static final Setting PORT =
        new Setting("NULLROOM_PORT", "TCP port", "8080", "The public port; 0 takes any free one.");
    private static final Setting HOST =
        new Setting("NULLROOM_HOST", "IP address or name", "0.0.0.0", "The address that the public port listens at.");
    private static final Setting PUBLIC_ORIGIN = new Setting("NULLROOM_PUBLIC_ORIGIN", "scheme://host[:port]", "",
        "Where browsers find the server, such as https://nullroom.example; taken from each request where unset.");
    private static final Setting REQUEST_TIMEOUT = new Setting("NULLROOM_REQUEST_TIMEOUT_SECONDS", "seconds", "10",
        "How long a client may take to send a whole request before its connection is closed.");

    /** Everything that can be set. */
    public static final List<Setting> SETTINGS = Stream.of(
        List.of(PORT, HOST, PUBLIC_ORIGIN, CableOrigins.SETTING, REQUEST_TIMEOUT, FileSizeLimit.SETTING,
            DrainTime.SETTING),
        TlsFiles.SETTINGS, TrustedProxies.SETTINGS, AddressLimits.SETTINGS).flatMap(List::stream).toList();

    /** Reads the settings; fails with {@link SettingException}. */
    public static GatewayConfig from(Environment environment) {
        var publicOrigin = environment.optional(PUBLIC_ORIGIN).map(GatewayConfig::origin);
        return new GatewayConfig(
            environment.text(HOST),
            (int) environment.number(PORT, 0, 65535),
            TlsFiles.from(environment),
            publicOrigin,
            CableOrigins.from(environment, publicOrigin),
            environment.seconds(REQUEST_TIMEOUT, 1, 300),
            FileSizeLimit.from(environment),
            TrustedProxies.from(environment),
            AddressLimits.from(environment),
            DrainTime.from(environment));
    }

    private static Origin origin(String text) {
        return Origin.parse(text).orElseThrow(() -> new SettingException(PUBLIC_ORIGIN.name()
            + " must be an origin such as https://nullroom.example: http or https, a host, perhaps a port, no path."));
    }
}
