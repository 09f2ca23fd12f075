package io.nullroom.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** The English words of BIP 39, as they came with somebody else's library. */
final class WordList {
    /** 2,048 words in their order. */
    static final List<String> ENGLISH = read();

    /** Of the file {@code english.txt} of BIP 39. */
    private static final String SHA_256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";

    private WordList() {
    }

    private static List<String> read() {
        try (var file = WordList.class.getResourceAsStream("/org/bitcoinj/crypto/mnemonic/wordlist/english.txt")) {
            var bytes = file.readAllBytes();
            if (!HexFormat.of().formatHex(Layout.sha256(bytes)).equals(SHA_256)) {
                throw new IllegalStateException("not the words of BIP 39");
            }
            return Layout.text(bytes).orElseThrow().lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
