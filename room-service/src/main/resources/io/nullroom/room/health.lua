-- Writes something and takes it back.
--
-- KEYS     1 a key of no meaning
-- Returns  JSON {}
-- Invariant: nothing is left behind, whoever looks and whenever.

redis.call('SET', KEYS[1], '1', 'PX', 1000)
redis.call('DEL', KEYS[1])
return '{}'
