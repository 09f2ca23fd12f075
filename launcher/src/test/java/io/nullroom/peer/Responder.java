package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The agreement as the one who came second goes through it (A1 to A8). */
final class Responder implements Agreement {
    private static final int NONCE_BYTES = 32;

    /** Of the link, which itself is not kept (K7). */
    private final byte[] auth;
    private final String room;
    private final Entropy entropy;
    private final byte[] x;
    private final byte[] nonce;
    /** Until the keys are derived from it (K7). */
    private Optional<X25519> own;
    private State state = State.IDLE;
    private Optional<Offer> offer = Optional.empty();
    private String fingerprints = "";
    private Optional<Transcript.Reveal> revealed = Optional.empty();
    private byte[] ciphertext = {};
    private Optional<SessionKeys> keys = Optional.empty();

    /** With fresh shares. */
    Responder(LinkKey link, String room, Entropy entropy) {
        auth = link.auth(room);
        this.room = room;
        this.entropy = entropy;
        var share = new X25519(entropy.bytes(X25519.BYTES));
        own = Optional.of(share);
        x = share.share();
        nonce = entropy.bytes(NONCE_BYTES);
    }

    /** Where it stands. */
    State state() {
        return state;
    }

    @Override
    public long round() {
        return offer.map(Offer::round).orElse(0L);
    }

    /** An offer waits for its {@link #answer}. */
    @Override
    public List<JsonObject> take(JsonObject signal) {
        return switch (Member.text(signal, "type")) {
            case "offer" -> offer(signal);
            case "reveal" -> List.of(reveal(signal));
            default -> throw Refused.broken("nothing that a responder takes");
        };
    }

    private List<JsonObject> offer(JsonObject message) {
        var said = new Offer(Member.round(message), Fingerprints.of(Member.text(message, "sdp")),
            Member.bytes(message, "commit", 32));
        if (offer.filter(known -> !known.isSameAs(said)).isPresent()) {
            throw Refused.broken("an offer unlike the first");
        }
        // One whose round does not rise is looked at, and its description passed over (C5).
        if (said.round > round()) {
            offer = Optional.of(said);
        }
        return List.of();
    }

    /** Answers the last offer with this description (A2, A7). */
    JsonObject answer(String sdp) {
        var mine = Fingerprints.of(sdp);
        if (offer.isEmpty() || state != State.IDLE && !mine.equals(fingerprints)) {
            throw new IllegalStateException("nothing to answer, or an answer of another DTLS identity");
        }
        fingerprints = mine;
        state = state == State.IDLE ? State.ANSWERED : state;
        return new JsonObject().put("type", "answer").put("round", round()).put("sdp", sdp)
            .put("x", Layout.b64(x)).put("nonce", Layout.b64(nonce));
    }

    private JsonObject reveal(JsonObject message) {
        var said = new Transcript.Reveal(Member.bytes(message, "x", X25519.BYTES),
            Member.bytes(message, "k", MlKem.KEY_BYTES), Member.bytes(message, "nonce", NONCE_BYTES));
        switch (state) {
            case ANSWERED -> encapsulate(said);
            case ENCAPSULATED -> {
                if (!revealed.orElseThrow().isSameAs(said)) {
                    throw Refused.broken("a reveal unlike the first");
                }
            }
            default -> throw Refused.broken("a reveal in state " + state);
        }
        return new JsonObject().put("type", "encap").put("ct", Layout.b64(ciphertext));
    }

    @Override
    public Optional<SessionKeys> release() {
        var released = keys;
        keys = Optional.empty();
        return released;
    }

    private void encapsulate(Transcript.Reveal said) {
        var initiator = offer.orElseThrow();
        if (!MessageDigest.isEqual(said.commitment(), initiator.commitment)) {
            throw Refused.broken("not what was committed to");
        }
        if (Arrays.equals(said.x(), x)) {
            throw Refused.broken("my own share came back");
        }
        if (!MlKem.isWellFormed(said.k())) {
            throw Refused.broken("an encapsulation key beyond the modulus");
        }
        var secret = own.orElseThrow().secretWith(said.x())
            .orElseThrow(() -> Refused.broken("an X25519 secret of zero"));
        var sealed = MlKem.encapsulate(said.k(), entropy.bytes(MlKem.COIN_BYTES));
        var transcript = new Transcript(room,
            new Transcript.InitiatorSide(initiator.fingerprints, initiator.commitment, said),
            new Transcript.ResponderSide(fingerprints, x, nonce)).hash();
        keys = Optional.of(new SessionKeys(SessionKeys.master(auth, transcript,
            new SessionKeys.Secrets(secret, sealed.secret(), sealed.ciphertext())), transcript));
        revealed = Optional.of(said);
        ciphertext = sealed.ciphertext();
        own = Optional.empty();
        state = State.ENCAPSULATED;
    }

    /** The states of A8. */
    enum State { IDLE, ANSWERED, ENCAPSULATED }

    private record Offer(long round, String fingerprints, byte[] commitment) {
        boolean isSameAs(Offer later) {
            return fingerprints.equals(later.fingerprints) && Arrays.equals(commitment, later.commitment);
        }
    }
}
