-- Makes an empty room.
--
-- KEYS     as of room.lua; the first two are written
-- ARGV     1 how long the room lives, in milliseconds
-- Returns  JSON {remainingMillis}, or STORE_UNAVAILABLE where there is one of that name already
-- Invariant: a room that is there is not touched.

local ttl, now = tonumber(ARGV[1]), redis.call('TIME')
-- Time goes on while a script runs; only a point in time makes both keys end together.
local ends = now[1] * 1000 + math.floor(now[2] / 1000) + ttl

if not redis.call('SET', KEYS[1], '1', 'NX', 'PXAT', ends) then
  return 'STORE_UNAVAILABLE'
end
redis.call('SET', KEYS[2], 0, 'PXAT', ends)
return cjson.encode({remainingMillis = ttl})
