-- Takes a place away that was held for longer than the grace period.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua   3 instance and 4 socket of the endpoint
-- Returns  JSON {leave: {leaver?, peer?, roomEnded}, graceMillis}
-- Invariant: nothing changes unless this very socket's place is held and its grace period is over.

local participant = at(ARGV[3], ARGV[4])
if participant and lapsed(participant) then
  return cjson.encode({leave = vacate(participant), graceMillis = 0})
end
return cjson.encode({leave = NOTHING_LEFT, graceMillis = participant and grace(participant) or 0})
