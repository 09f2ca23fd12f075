package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nullroom.contracts.Failure;
import io.nullroom.contracts.FailureException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes as a body is an object or refused, and a blob in it is base64 or refused. */
class JsonBodyFuzz {

    static Stream<byte[]> bodies() {
        return Stream.of("", "{}", "{\"blob\":\"QUJDRA==\",\"more\":[1,2.5e9,null,{\"a\":true}]}",
            "{\"blob\":\"\\u0051\\/+A\"}", "{\"blob\":7}", "[[[[]]]]", "{\"n\":-12345678901234567890.5e-300}")
            .flatMap(text -> Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE).map(text::getBytes));
    }

    @MethodSource("bodies")
    @FuzzTest
    void whateverComesIsAnObjectOrRefused(byte[] sent) {
        EventLoop.isSoonFreeOf(() -> {
            var blob = JsonBody.parse(Buffer.buffer(sent)).compose(Handshakes::blob);
            assertTrue(blob.isComplete());
            blob.onSuccess(kept -> assertTrue(kept.matches("[A-Za-z0-9+/]{1,4096}={0,2}")))
                .onFailure(cause -> assertEquals(Failure.INVALID_REQUEST, FailureException.of(cause)));
        });
    }
}
