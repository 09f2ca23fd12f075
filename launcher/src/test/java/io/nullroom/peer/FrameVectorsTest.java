package io.nullroom.peer;

import static io.nullroom.peer.Vectors.bytes;
import static io.nullroom.peer.Vectors.objects;
import static io.nullroom.peer.Vectors.refused;
import static io.nullroom.peer.Vectors.same;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every known answer about frames and files (F, K6, T), and every one that must be refused. */
final class FrameVectorsTest {
    private static final JsonObject FRAMES = Vectors.file("frames");
    private static final JsonObject FILES = Vectors.file("files");

    @Test
    void textsArePaddedToTheKnownLengths() {
        for (var known : objects(FRAMES, "padding")) {
            assertEquals(known.getInteger("padded"), Padding.length(known.getInteger("length")));
            assertEquals(known.getInteger("padded"), Padding.pad(new byte[known.getInteger("length")]).length);
        }
    }

    @Test
    void theRatchetTakesTheKnownSteps() {
        for (var known : objects(FRAMES, "steps")) {
            var chain = new Chain(bytes(known, "chain"));
            same(known.getString("frameKey"), chain.frameKey());
            same(known.getString("next"), chain.chainKey());
        }
    }

    @Test
    void textsAreSealedAndOpenedAsKnown() {
        var writer = texts();
        var reader = texts();
        for (var known : objects(FRAMES, "sealed")) {
            same(known.getString("frame"), writer.seal(Layout.utf8(known.getString("text"))));
            assertEquals(Optional.of(known.getString("text")), Layout.text(reader.open(bytes(known, "frame"))));
        }
    }

    @Test
    void everyWrongFrameIsRefusedAndEveryOneAfterIt() {
        for (var wrong : objects(FRAMES, "refused")) {
            var reader = texts();
            var frames = Vectors.all(wrong, "frames");
            frames.subList(0, frames.size() - 1).forEach(reader::open);
            refused(wrong.getString("refusal"), () -> reader.open(frames.get(frames.size() - 1)),
                wrong.getString("name"));
            for (var known : objects(FRAMES, "sealed")) {
                refused("broken", () -> reader.open(bytes(known, "frame")), wrong.getString("name"));
            }
        }
    }

    @Test
    void everyOfferTakesTheKnownStepOfTheFileChain() {
        for (var known : objects(FILES, "offers")) {
            var chain = new Chain(bytes(known, "chain"));
            same(known.getString("fileKey"), chain.fileKey(id(known)));
            same(known.getString("next"), chain.chainKey());
        }
    }

    @Test
    void filesAreSealedAndOpenedAsKnown() {
        var offers = objects(FILES, "offers");
        var files = objects(FILES, "sealed");
        for (int place = 0; place < files.size(); place++) {
            var offer = offers.get(place);
            var pieces = Vectors.all(files.get(place), "pieces");
            var chunks = Vectors.all(files.get(place), "chunks");
            var writer = new FileWriter(id(offer), bytes(offer, "fileKey"));
            var reader = reader(offer, files.get(place).getLong("size"));
            for (int at = 0; at < pieces.size(); at++) {
                boolean last = at == pieces.size() - 1;
                same(HexFormat.of().formatHex(chunks.get(at)), writer.seal(pieces.get(at), last));
                var whole = reader.take(chunks.get(at));
                assertEquals(last, whole.isPresent());
                whole.ifPresent(file -> assertArrayEquals(Layout.join(pieces.toArray(byte[][]::new)), file));
            }
        }
    }

    @Test
    void everyWrongChunkIsRefused() {
        for (var wrong : objects(FILES, "refused")) {
            var reader = reader(objects(FILES, "offers").get(2), wrong.getLong("size"));
            var chunks = Vectors.all(wrong, "chunks");
            chunks.subList(0, chunks.size() - 1).forEach(reader::take);
            refused(wrong.getString("refusal"), () -> reader.take(chunks.get(chunks.size() - 1)),
                wrong.getString("name"));
        }
    }

    private static TextFrames texts() {
        return new TextFrames(bytes(objects(FRAMES, "steps").get(0), "chain"));
    }

    private static FileReader reader(JsonObject offer, long size) {
        return new FileReader(id(offer), bytes(offer, "fileKey"), size);
    }

    private static byte[] id(JsonObject offer) {
        return Layout.unb64(offer.getString("id")).orElseThrow();
    }
}
