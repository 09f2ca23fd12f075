package io.nullroom.room;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may set about Redis.
 *
 * @param url where it is
 * @param authorities whose certificates are let in, in PEM; those that Java trusts where it is empty
 * @param requireVolatile whether one that does not forget is left alone
 */
record RedisConfig(RedisUrl url, Optional<Buffer> authorities, boolean requireVolatile) {
    private static final int COMMANDS_IN_FLIGHT = 8192;

    private static final Setting URL = new Setting("NULLROOM_REDIS_URL",
        "redis://, redis-sentinel://, redis-cluster:// or unix:// URL", "",
        "Where rooms are kept; unset: in the memory of this process. With rediss in place of redis, over TLS.");
    private static final Setting AUTHORITIES = new Setting("NULLROOM_REDIS_CA_FILE", "path of a PEM file", "",
        "The authority that signed the certificates of Redis; unset: any that Java trusts.");
    private static final Setting REQUIRE_VOLATILE = new Setting("NULLROOM_REQUIRE_VOLATILE_REDIS", "true or false",
        "false", "Whether to refuse a Redis that writes rooms to a disk, copies them, or throws them away.");

    static final List<Setting> SETTINGS = List.of(URL, AUTHORITIES, REQUIRE_VOLATILE);

    static Optional<RedisConfig> from(Environment environment) {
        var authorities = environment.optional(AUTHORITIES).map(RedisConfig::authorities);
        var url = environment.optional(URL).map(RedisConfig::url);
        boolean requireVolatile = environment.flag(REQUIRE_VOLATILE, "true", "false");
        if (authorities.isPresent() && url.filter(RedisUrl::tls).isEmpty()) {
            throw new SettingException(AUTHORITIES.name() + " has a meaning over TLS only: give "
                + URL.name() + " a scheme that begins with rediss.");
        }
        return url.map(known -> new RedisConfig(known, authorities, requireVolatile));
    }

    /** What the client is made with; {@code patience} is how long a connection may take. */
    RedisOptions options(Duration patience) {
        var net = new NetClientOptions()
            .setConnectTimeout((int) patience.toMillis())
            .setTcpKeepAlive(true)
            .setSsl(url.tls())
            .setHostnameVerificationAlgorithm("HTTPS");
        authorities.ifPresent(known -> net.setTrustOptions(new PemTrustOptions().addCertValue(known)));
        var options = new RedisOptions()
            .setType(url.kind())
            .setNetClientOptions(net)
            // One that carries the commands, and in a cluster one by which the client asks where slots have gone.
            .setMaxPoolSize(url.kind() == RedisClientType.CLUSTER ? 2 : 1)
            .setPoolCleanerInterval(-1)
            .setMaxWaitingHandlers(COMMANDS_IN_FLIGHT);
        url.endpoints().forEach(endpoint -> options.addConnectionString(endpoint.value()));
        url.master().ifPresent(options::setMasterName);
        return options;
    }

    /** What a start is refused with. */
    static SettingException notVolatile(String why) {
        return new SettingException(REQUIRE_VOLATILE.name() + " is true: " + why + ".");
    }

    private static RedisUrl url(String text) {
        return RedisUrl.parse(text).orElseThrow(() -> new SettingException(URL.name()
            + " must have the form redis://[user:password@]host[:port][/database],"
            + " redis-sentinel://[user:password@]host[:port][,host[:port]...][/database]#master,"
            + " redis-cluster://[user:password@]host[:port][,host[:port]...], rediss in place of redis likewise,"
            + " or unix:///path/to/socket; special characters in a password have to be percent-encoded."));
    }

    private static Buffer authorities(String path) {
        try {
            var pem = Files.readAllBytes(Path.of(path));
            var factory = CertificateFactory.getInstance("X.509");
            if (!factory.generateCertificates(new ByteArrayInputStream(pem)).isEmpty()) {
                return Buffer.buffer(pem);
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingException(AUTHORITIES.name() + " names a file that cannot be read.");
        } catch (CertificateException notCertificates) {
            throw noCertificates();
        }
        throw noCertificates();
    }

    private static SettingException noCertificates() {
        return new SettingException(AUTHORITIES.name() + " must name a file with certificates in PEM.");
    }
}
