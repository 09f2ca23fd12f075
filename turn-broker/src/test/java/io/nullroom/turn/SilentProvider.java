package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Setting;
import io.vertx.core.Promise;
import java.util.List;

/** A provider that never answers, by a future that is of no event loop. */
public final class SilentProvider implements TurnProvider {

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Setup from(Environment environment) {
        return vertx -> lifeSeconds -> Promise.<List<IceServer>>promise().future();
    }
}
