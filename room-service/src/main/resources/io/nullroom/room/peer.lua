-- Tells where the other participant is.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua   3 instance and 4 socket of the endpoint that asks
-- Returns  JSON {placed, peer?}
-- Invariant: nothing changes.

local participant = at(ARGV[3], ARGV[4])
return cjson.encode({
  placed = participant ~= nil,
  peer = participant and peer(other_than(participant))
})
