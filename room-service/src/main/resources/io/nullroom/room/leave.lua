-- Takes a place away.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua   3 instance and 4 socket of the endpoint
-- Returns  JSON {leaver?, peer?, roomEnded}
-- Invariant: nothing changes unless a participant has its place by this socket.

local participant = at(ARGV[3], ARGV[4])
return cjson.encode(participant and vacate(participant) or NOTHING_LEFT)
