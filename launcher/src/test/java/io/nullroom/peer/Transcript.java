package io.nullroom.peer;

import java.util.Arrays;

/**
 * What both sides have said, of which both must have the same (K3).
 *
 * @param room the room's id
 * @param initiatorSide what came from the initiator
 * @param responderSide what came from the responder
 */
record Transcript(String room, InitiatorSide initiatorSide, ResponderSide responderSide) {

    /** T. */
    byte[] hash() {
        var initiator = initiatorSide.reveal();
        return Layout.sha256(Layout.lengthPrefixed(Layout.utf8("nullroom/2"), Layout.utf8(room),
            Layout.utf8(initiatorSide.fingerprints()), Layout.utf8(responderSide.fingerprints()),
            initiatorSide.commitment(), responderSide.x(), responderSide.nonce(),
            initiator.x(), initiator.k(), initiator.nonce()));
    }

    /**
     * Of the initiator.
     *
     * @param fingerprints as of A6
     * @param commitment 32 bytes, as they came in the offer
     * @param reveal what they committed to
     */
    record InitiatorSide(String fingerprints, byte[] commitment, Reveal reveal) {
    }

    /**
     * Of the responder.
     *
     * @param fingerprints as of A6
     * @param x its X25519 share
     * @param nonce 32 random bytes
     */
    record ResponderSide(String fingerprints, byte[] x, byte[] nonce) {

        /** Whether a later round repeats this one (A7). */
        boolean isSameAs(ResponderSide later) {
            return fingerprints.equals(later.fingerprints) && Arrays.equals(x, later.x)
                && Arrays.equals(nonce, later.nonce);
        }
    }

    /**
     * The initiator's shares.
     *
     * @param x its X25519 share
     * @param k its ML-KEM-768 encapsulation key
     * @param nonce 32 random bytes
     */
    record Reveal(byte[] x, byte[] k, byte[] nonce) {

        /** What stands in the offer before any share is seen (A1). */
        byte[] commitment() {
            return Layout.sha256(Layout.utf8("nullroom/2 commit"), Layout.lengthPrefixed(x, k, nonce));
        }

        /** Whether a later one repeats this one (A7). */
        boolean isSameAs(Reveal later) {
            return Arrays.equals(x, later.x) && Arrays.equals(k, later.k) && Arrays.equals(nonce, later.nonce);
        }
    }
}
