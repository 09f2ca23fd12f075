package io.nullroom.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nullroom.contracts.Failure;
import org.junit.jupiter.api.Test;

/** What is counted of sockets and rooms. */
class SignalingMetersTest {
    private final Stage stage = new Stage();

    @Test
    void socketsPlacesAndRoomsAreCountedAtEachBeat() {
        stage.visitor().subscribe(stage.identifier());
        stage.visitor().subscribe(stage.identifier());
        stage.visitor();
        stage.instance.beat();
        assertEquals(3, gauge("nullroom.sockets"));
        assertEquals(2, gauge("nullroom.places"));
        assertEquals(1, gauge("nullroom.rooms"));
    }

    @Test
    void theEndOfASocketIsCountedOnceByItsReason() {
        var session = stage.visitor().session();
        session.receive("nonsense");
        session.lost();
        stage.visitor().session().lost();
        assertEquals(1, ends(Failure.INVALID_MESSAGE.code()));
        assertEquals(1, ends("closed_by_client"));
    }

    @Test
    void aDrainIsCounted() {
        stage.instance.drain();
        assertEquals(1, stage.registry.get("nullroom.drains").counter().count());
    }

    private double gauge(String name) {
        return stage.registry.get(name).gauge().value();
    }

    private double ends(String reason) {
        return stage.registry.get("nullroom.socket.ends").tag("reason", reason).counter().count();
    }
}
