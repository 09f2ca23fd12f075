package io.nullroom.room;

import io.nullroom.contracts.Secret;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.impl.RedisURI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Redis is: one server, a cluster, or whatever server the Sentinels name as the master.
 *
 * @param kind which of the three
 * @param tls whether everything goes over TLS
 * @param endpoints the server; or nodes of the cluster, or Sentinels, of which one that answers is enough
 * @param master what the Sentinels call the group of servers; empty where there are none
 */
record RedisUrl(RedisClientType kind, boolean tls, List<Secret> endpoints, Optional<String> master) {
    private static final Pattern SEVERAL = Pattern.compile("(?<scheme>rediss?)-(?<kind>sentinel|cluster)://"
        + "(?<user>[^@/?#]*@)?(?<hosts>[^@/?#]+)(?<database>/[0-9]{1,4})?(?:#(?<master>[A-Za-z0-9._-]+))?");
    private static final int SENTINEL_PORT = 26379;

    /** What {@code text} spells; empty where that is nothing which the client could connect to. */
    static Optional<RedisUrl> parse(String text) {
        try {
            var several = SEVERAL.matcher(text);
            if (!several.matches()) {
                return one(text);
            }
            boolean sentinel = several.group("kind").equals("sentinel");
            var master = Optional.ofNullable(several.group("master"));
            var database = Optional.ofNullable(several.group("database"));
            // A cluster has one database, and no other name.
            if (sentinel ? master.isEmpty() : master.isPresent() || database.isPresent()) {
                return Optional.empty();
            }
            var before = several.group("scheme") + "://" + Optional.ofNullable(several.group("user")).orElse("");
            var endpoints = Stream.of(several.group("hosts").split(",", -1))
                .map(host -> before + (sentinel ? withPort(host) : host) + database.orElse("")).toList();
            endpoints.forEach(RedisURI::new);
            return Optional.of(new RedisUrl(sentinel ? RedisClientType.SENTINEL : RedisClientType.CLUSTER,
                before.startsWith("rediss:"), endpoints.stream().map(Secret::new).toList(), master));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<RedisUrl> one(String text) {
        // The client's own parser, since the client would refuse the rest only when it connects.
        var url = new RedisURI(text);
        return Optional.of(new RedisUrl(RedisClientType.STANDALONE, url.ssl(), List.of(new Secret(text)),
            Optional.empty())).filter(known -> !url.unix() || !url.socketAddress().path().equals("/"));
    }

    private static String withPort(String host) {
        return host.matches(".*:[0-9]+") ? host : host + ":" + SENTINEL_PORT;
    }

    /** The addresses alone, for the log. */
    @Override
    public String toString() {
        var first = new RedisURI(endpoints.get(0).value());
        var kinds = kind == RedisClientType.SENTINEL ? "-sentinel" : kind == RedisClientType.CLUSTER ? "-cluster" : "";
        return first.protocol() + kinds + "://" + endpoints.stream()
            .map(endpoint -> new RedisURI(endpoint.value()).socketAddress().toString())
            .collect(Collectors.joining(","));
    }
}
