package io.nullroom.signaling;

import io.nullroom.contracts.Bus;
import io.nullroom.contracts.Endpoint;
import io.nullroom.contracts.Roster;
import io.nullroom.contracts.TakeOver;
import io.nullroom.contracts.TellParticipant;
import io.vertx.core.Future;

/**
 * The instances behind the bus.
 *
 * @param bus where they answer
 * @param roster who is heard of
 */
record BusNeighbours(Bus bus, Roster roster) implements Neighbours {

    @Override
    public Future<TellParticipant.Reply> tell(String instance, TellParticipant news) {
        return bus.request(TellParticipant.at(instance), news);
    }

    @Override
    public Future<TakeOver.Reply> takeOver(Endpoint former) {
        return bus.request(TakeOver.at(former.instance()), new TakeOver(former.socket()));
    }

    @Override
    public boolean misses(String instance) {
        return roster.misses(instance);
    }
}
