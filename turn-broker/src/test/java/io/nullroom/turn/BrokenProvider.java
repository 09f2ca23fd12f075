package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.vertx.core.Future;
import java.util.List;

/** A provider of somebody else's, on the class path and out of reach. */
public final class BrokenProvider implements TurnProvider {

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Setup from(Environment environment) {
        return vertx -> lifeSeconds -> Future.failedFuture("canary credential");
    }
}
