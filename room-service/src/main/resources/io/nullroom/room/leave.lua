-- Takes a place away.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua   3 connection id   4 instance and 5 socket of the endpoint
-- Returns  JSON {left, peer?, roomEnded}
-- Invariant: nothing changes unless this participant has its place by this socket.

local participant = find(ARGV[3], ARGV[4], ARGV[5])
return cjson.encode(participant and vacate(participant) or NOTHING_LEFT)
