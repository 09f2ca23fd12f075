package io.nullroom.room;

import static io.nullroom.room.StoreFixture.ENDING;
import static io.nullroom.room.StoreFixture.STAYING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.redis.client.Command;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever many people do at the same time by way of several instances, the Redis store keeps its promises. */
class RedisInterleavingsTest {
    private static final int RUNS = 100;
    private static final int ROUNDS = 12;

    /** Looks at all there is in one step; answers with the first thing that is wrong. */
    private static final String AUDIT = """
        local room = 'room:{' .. ARGV[1] .. '}'
        local life, participants, held = redis.call('PEXPIRETIME', room), {}, {}
        for _, key in ipairs(redis.call('KEYS', '*')) do
          local ends = redis.call('PEXPIRETIME', key)
          if ends <= 0 then return 'a key without a TTL: ' .. key end
          if ends > life then return 'a key that outlives its room: ' .. key end
          if key:sub(1, #room) ~= room then return 'a key of no room: ' .. key end
          if key:find(':held:') then held[tonumber(key:sub(-1))] = true end
        end
        local text = redis.call('GET', room .. ':participants')
        if text then participants = cjson.decode(text) end
        if #participants > 2 then return 'more than two participants' end
        if tonumber(redis.call('GET', room .. ':count')) ~= #participants then return 'a count that has drifted' end
        if #participants == 2 and participants[1].place == participants[2].place then return 'two in one place' end
        for _, participant in ipairs(participants) do
          if participant.held then held[participant.place] = nil end
        end
        if next(held) then return 'a hold of nobody' end
        return 'sound'
        """;

    private static final RedisHost REDIS = RedisHost.any();

    private RedisFixture fixture;

    @BeforeAll
    static void start() {
        REDIS.start();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @BeforeEach
    void open() {
        fixture = new RedisFixture(REDIS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothingDoneAtOnceBreaksAPromiseWhereRoomsEnd() {
        play(ENDING);
    }

    @Test
    void nothingDoneAtOnceBreaksAPromiseWhereRoomsStay() {
        play(STAYING);
    }

    private void play(RoomConfig config) {
        var instances = Stream.generate(() -> fixture.store(config)).limit(3).toList();
        long first = new Random().nextLong();
        for (long seed = first; seed < first + RUNS; seed++) {
            try {
                fixture.ask(Command.FLUSHALL);
                play(seed, new Crowd(seed, fixture, config, instances));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("a promise is broken with seed " + seed, broken);
            }
        }
    }

    private void play(long seed, Crowd crowd) {
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextInt(5) == 0) {
                crowd.timePasses();
            } else {
                crowd.allAct();
            }
            assertEquals("sound", fixture.ask(Command.EVAL, AUDIT, "0", crowd.room().value()).toString());
        }
    }
}
