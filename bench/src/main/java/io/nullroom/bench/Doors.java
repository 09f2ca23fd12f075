package io.nullroom.bench;

/**
 * The ports by which visitors come.
 *
 * @param pages where requests go
 * @param first where the socket goes of who makes a room
 * @param second where that of who follows goes
 */
record Doors(int pages, int first, int second) {

    /** One for everything. */
    static Doors one(int port) {
        return new Doors(port, port, port);
    }
}
