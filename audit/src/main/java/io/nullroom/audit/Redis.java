package io.nullroom.audit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Every key of a Redis with its value, and all that it tells of itself and of its clients. */
record Redis(String url) implements Place {
    private static final List<String> TOLD = List.of("INFO everything", "CLIENT LIST", "SLOWLOG GET -1",
        "LATENCY LATEST", "MEMORY STATS", "MEMORY DOCTOR", "CONFIG GET *", "ACL LOG", "PUBSUB CHANNELS");
    private static final String VALUES = "values";
    private static final Pattern DATABASE = Pattern.compile("(?m)^db(\\d+):");
    /** Which may stand before the host or in the query. */
    private static final Pattern LOGIN = Pattern.compile("(?<=//)[^/?]*@|\\?.*");

    @Override
    public String name() {
        return "Redis " + LOGIN.matcher(url).replaceAll("");
    }

    @Override
    public void show(Scan scan) throws IOException {
        var vertx = Vertx.vertx();
        try (var redis = RedisWords.connect(vertx, new RedisOptions().setConnectionString(url))) {
            for (var question : TOLD) {
                redis.show(scan, question, question.split(" "));
            }
            var info = redis.text("INFO", "everything");
            var databases = DATABASE.matcher(info).results().map(database -> database.group(1)).toList();
            for (var database : databases) {
                redis.text("SELECT", database);
                showKeys(scan, redis);
            }
            if (info.contains("repl_backlog_active:1")) {
                throw new IOException("it replicates, and nobody can ask it what waits for its replicas: "
                    + "search those too, and their data directories");
            }
        } finally {
            vertx.close().await();
        }
    }

    private static void showKeys(Scan scan, RedisWords redis) throws IOException {
        var cursor = "0";
        do {
            var answer = redis.ask("SCAN", cursor, "COUNT", "512").orElseThrow();
            cursor = answer.get(0).toString();
            for (var key : answer.get(1)) {
                RedisWords.show(scan, "keys", key);
                showValue(scan, redis, key.toString());
            }
        } while (!cursor.equals("0"));
    }

    /** As it is; and as it would be written to a disk, maybe compressed: the only way for the types of modules. */
    private static void showValue(Scan scan, RedisWords redis, String key) throws IOException {
        redis.show(scan, VALUES, "DUMP", key);
        switch (redis.text("TYPE", key)) {
            case "string" -> redis.show(scan, VALUES, "GET", key);
            case "hash" -> redis.show(scan, VALUES, "HGETALL", key);
            case "list" -> redis.show(scan, VALUES, "LRANGE", key, "0", "-1");
            case "set" -> redis.show(scan, VALUES, "SMEMBERS", key);
            case "zset" -> redis.show(scan, VALUES, "ZRANGE", key, "0", "-1");
            case "stream" -> redis.show(scan, VALUES, "XRANGE", key, "-", "+");
            default -> { }
        }
    }
}
