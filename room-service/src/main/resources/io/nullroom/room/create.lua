-- Makes an empty room.
--
-- KEYS     as of room.lua; the first two are written
-- ARGV     1 how long the room lives, in milliseconds
-- Returns  JSON {remainingMillis}, or STORE_UNAVAILABLE where there is one of that name already
-- Invariant: a room that is there is not touched.

if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then
  return 'STORE_UNAVAILABLE'
end
redis.call('SET', KEYS[2], 0, 'PX', ARGV[1])
return cjson.encode({remainingMillis = tonumber(ARGV[1])})
