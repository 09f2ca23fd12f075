package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.vertx.core.Future;
import java.util.List;

/** The provider {@code none}: no server at all; browsers that cannot reach each other directly will not meet. */
public final class NoProvider implements TurnProvider {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public boolean issuesCredentials() {
        return false;
    }

    @Override
    public boolean canBeAway() {
        return false;
    }

    @Override
    public Setup from(Environment environment) {
        return vertx -> lifeSeconds -> Future.succeededFuture(List.of());
    }
}
