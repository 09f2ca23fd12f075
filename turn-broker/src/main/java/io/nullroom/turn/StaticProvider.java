package io.nullroom.turn;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.IceServer;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import java.util.List;

/** The provider {@code static}: the same servers for everybody, as the operator wrote them down. */
public final class StaticProvider implements TurnProvider {
    static final Setting ICE_SERVERS = new Setting("NULLROOM_ICE_SERVERS", "JSON array of RTCIceServer", "",
        "The STUN and TURN servers that every browser gets from the provider static.");

    @Override
    public String name() {
        return "static";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ICE_SERVERS);
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
        List<IceServer> servers = environment.optional(ICE_SERVERS).map(IceServerList::parse)
            .orElseThrow(() -> new SettingException(
                "NULLROOM_TURN_PROVIDER=static needs NULLROOM_ICE_SERVERS, a JSON array such as "
                    + "[{\"urls\":\"stun:stun.example.org\"}]."));
        return vertx -> lifeSeconds -> Future.succeededFuture(servers);
    }
}
