package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The agreement as the one who was in the room first goes through it (A1 to A8). */
final class Initiator implements Agreement {
    private static final int NONCE_BYTES = 32;

    /** Of the link, which itself is not kept (K7). */
    private final byte[] auth;
    private final String room;
    private final Transcript.Reveal reveal;
    /** Until the first answer (K7). */
    private Optional<X25519> share;
    /** Until the keys are derived from these two (K7). */
    private Optional<MlKem> decapsulation;
    private byte[] secret = {};
    private State state = State.IDLE;
    private long round;
    private String fingerprints = "";
    private Optional<Transcript.ResponderSide> other = Optional.empty();
    private byte[] ciphertext = {};
    private Optional<SessionKeys> keys = Optional.empty();

    /** With fresh shares. */
    Initiator(LinkKey link, String room, Entropy entropy) {
        auth = link.auth(room);
        this.room = room;
        var x = new X25519(entropy.bytes(X25519.BYTES));
        var k = new MlKem(entropy.bytes(MlKem.SEED_BYTES));
        share = Optional.of(x);
        decapsulation = Optional.of(k);
        reveal = new Transcript.Reveal(x.share(), k.encapsulationKey(), entropy.bytes(NONCE_BYTES));
    }

    /** Where it stands. */
    State state() {
        return state;
    }

    @Override
    public long round() {
        return round;
    }

    /** Begins a round with an offer of this description (A1, A7). */
    JsonObject offer(String sdp) {
        var mine = Fingerprints.of(sdp);
        if (state != State.IDLE && !mine.equals(fingerprints)) {
            throw new IllegalStateException("a later round of another DTLS identity");
        }
        fingerprints = mine;
        state = state == State.IDLE ? State.OFFERED : state;
        round++;
        return new JsonObject().put("type", "offer").put("round", round).put("sdp", sdp)
            .put("commit", Layout.b64(reveal.commitment()));
    }

    @Override
    public List<JsonObject> take(JsonObject signal) {
        return switch (Member.text(signal, "type")) {
            case "answer" -> answer(signal);
            case "encap" -> encap(signal);
            default -> throw Refused.broken("nothing that an initiator takes");
        };
    }

    private List<JsonObject> answer(JsonObject answer) {
        if (state == State.IDLE) {
            throw Refused.broken("an answer to nothing");
        }
        Member.round(answer);
        var said = new Transcript.ResponderSide(Fingerprints.of(Member.text(answer, "sdp")),
            Member.bytes(answer, "x", X25519.BYTES), Member.bytes(answer, "nonce", NONCE_BYTES));
        if (Arrays.equals(said.x(), reveal.x())) {
            throw Refused.broken("my own share came back");
        }
        if (other.filter(known -> !known.isSameAs(said)).isPresent()) {
            throw Refused.broken("an answer unlike the first");
        }
        if (state == State.OFFERED) {
            secret = share.orElseThrow().secretWith(said.x())
                .orElseThrow(() -> Refused.broken("an X25519 secret of zero"));
            share = Optional.empty();
            other = Optional.of(said);
            state = State.REVEALED;
        }
        return state == State.REVEALED ? List.of(revealed()) : List.of();
    }

    private List<JsonObject> encap(JsonObject encap) {
        var sent = Member.bytes(encap, "ct", MlKem.CIPHERTEXT_BYTES);
        if (state == State.AGREED && Arrays.equals(sent, ciphertext)) {
            return List.of();
        }
        if (state != State.REVEALED) {
            throw Refused.broken("an encapsulation in state " + state);
        }
        var transcript = new Transcript(room,
            new Transcript.InitiatorSide(fingerprints, reveal.commitment(), reveal), other.orElseThrow()).hash();
        keys = Optional.of(new SessionKeys(SessionKeys.master(auth, transcript,
            new SessionKeys.Secrets(secret, decapsulation.orElseThrow().decapsulate(sent), sent)), transcript));
        ciphertext = sent;
        decapsulation = Optional.empty();
        Arrays.fill(secret, (byte) 0);
        state = State.AGREED;
        return List.of();
    }

    @Override
    public Optional<SessionKeys> release() {
        var released = keys;
        keys = Optional.empty();
        return released;
    }

    private JsonObject revealed() {
        return new JsonObject().put("type", "reveal").put("x", Layout.b64(reveal.x()))
            .put("k", Layout.b64(reveal.k())).put("nonce", Layout.b64(reveal.nonce()));
    }

    /** The states of A8. */
    enum State { IDLE, OFFERED, REVEALED, AGREED }
}
