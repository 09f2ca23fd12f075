package io.nullroom.room;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Redis whether it writes what it is given to a disk, from where no TTL removes it, and says so in the log. */
final class DiskCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DiskCheck.class);

    private DiskCheck() {
    }

    static void ask(RedisConnection connection) {
        Future.all(setting(connection, "save"), setting(connection, "appendonly"))
            .onSuccess(answers -> {
                if (!answers.resultAt(0).equals("") || !answers.resultAt(1).equals("no")) {
                    LOG.warn("Redis writes rooms to its disk; start it with: --save \"\" --appendonly no");
                }
            })
            .onFailure(refused -> LOG.warn("Redis does not tell whether it writes rooms to its disk"));
    }

    private static Future<String> setting(RedisConnection connection, String name) {
        return connection.send(Request.cmd(Command.CONFIG).arg("GET").arg(name))
            .map(answer -> answer.get(name).toString());
    }
}
