package io.nullroom.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The memory store, by a clock that stands still. */
final class MemoryFixture implements StoreFixture {
    private final List<MemoryRoomStore> stores = new ArrayList<>();
    private long now = 123_456;

    @Override
    public MemoryRoomStore store(RoomConfig config) {
        var store = new MemoryRoomStore(config, () -> now);
        stores.add(store);
        return store;
    }

    @Override
    public void advance(Duration time) {
        now += time.toMillis();
    }

    @Override
    public boolean isEmpty() {
        stores.forEach(MemoryRoomStore::sweep);
        return stores.stream().allMatch(store -> store.size() == 0);
    }

    @Override
    public void close() {
        stores.clear();
    }
}
