-- Holds a place for the grace period, from now on.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua   3 instance and 4 socket of the endpoint
-- Returns  JSON {held, graceMillis}
-- Invariant: a grace period that has begun is not made longer; none outlasts the room.

local participant = at(ARGV[3], ARGV[4])
if not participant then
  return cjson.encode({held = false, graceMillis = 0})
end
if not participant.held then
  participant.held = true
  if GRACE > 0 then
    redis.call('SET', HELD[participant.place], '1', 'PXAT', math.min(ends - remaining + GRACE, ends))
  end
  write()
end
return cjson.encode({held = true, graceMillis = grace(participant)})
