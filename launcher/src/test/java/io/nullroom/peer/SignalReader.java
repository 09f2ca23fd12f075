package io.nullroom.peer;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** Opens the signals of the other one, whoever that turns out to be (G3, G4). */
final class SignalReader {
    private static final int SENDER_BYTES = 16;
    private static final int LONGEST_BOX = 49_152;

    /** Until it is known whose key is to be derived from it (K7). */
    private Optional<LinkKey> link;
    private final SignalWriter.Place place;
    private Optional<Sender> sender = Optional.empty();
    private int greatest = -1;
    private boolean confirmed;

    /** Reads what a sender of that role sends in that room. */
    SignalReader(LinkKey link, SignalWriter.Place place) {
        this.link = Optional.of(link);
        this.place = place;
    }

    /** From now on a refused signal is passed over (G4). */
    void confirmed() {
        confirmed = true;
    }

    /**
     * The text of the signal; empty where it is passed over.
     *
     * @throws Refused with {@code wrong_key} or {@code server} (G4)
     */
    Optional<byte[]> open(Object data) {
        try {
            var envelope = Envelope.of(data).orElseThrow(() -> new NotOurs("malformed"));
            if (sender.filter(known -> !Arrays.equals(known.id, envelope.sender)).isPresent()) {
                throw new NotOurs("another sender");
            }
            if (envelope.count <= greatest) {
                return Optional.empty();
            }
            var from = sender.orElseGet(() -> new Sender(envelope.sender,
                link.orElseThrow().signalKey(place.room(), place.role(), envelope.sender)));
            var text = Aead.open(from.key, SignalWriter.Place.nonce(envelope.count), place.header(envelope.count),
                envelope.box).orElseThrow(() -> new NotOurs("does not open"));
            sender = Optional.of(from);
            link = Optional.empty();
            greatest = envelope.count;
            return Optional.of(text);
        } catch (NotOurs refused) {
            if (confirmed) {
                return Optional.empty();
            }
            throw new Refused(sender.isEmpty() ? Reason.WRONG_KEY : Reason.SERVER, refused.getMessage());
        }
    }

    private record Sender(byte[] id, byte[] key) {
    }

    private record Envelope(byte[] sender, int count, byte[] box) {
        static Optional<Envelope> of(Object value) {
            if (!(value instanceof JsonObject data) || !(data.getValue("v") instanceof Integer version) || version != 2
                || !(data.getValue("n") instanceof Integer count) || count < 0
                || !(data.getValue("s") instanceof String sender)
                || !(data.getValue("box") instanceof String box) || box.length() > LONGEST_BOX) {
                return Optional.empty();
            }
            return Layout.unb64(sender).filter(id -> id.length == SENDER_BYTES)
                .flatMap(id -> Layout.unb64(box).map(bytes -> new Envelope(id, count, bytes)));
        }
    }

    /** A signal to refuse; what the session ends with depends on what was opened before. */
    private static final class NotOurs extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotOurs(String why) {
            super(why);
        }
    }
}
