-- What the transitions of a room have in common; put before each of them.
--
-- KEYS  1 room:{id}               there while the room lives; its TTL is the room's
--       2 room:{id}:count         how many places are taken
--       3 room:{id}:participants  who has them, in the order of entering: JSON, missing where nobody has
--       4 room:{id}:held:1        there while the first place is held within the grace period
--       5 room:{id}:held:2        likewise the second
-- ARGV  1 'true' where a room ends when a participant leaves
--       2 the grace period in milliseconds
--
-- Invariant: no key without a TTL and none that outlives the first; the count is the number of participants, since both
-- are only written together; a room that ends takes all of its keys with it.

local ROOM, COUNT, PARTICIPANTS, HELD = KEYS[1], KEYS[2], KEYS[3], {KEYS[4], KEYS[5]}
local ENDS_ON_LEAVE, GRACE = ARGV[1] == 'true', tonumber(ARGV[2])

-- A key may still be there in the very millisecond in which its time is over.
local remaining = redis.call('PTTL', ROOM)
local alive = remaining > 0
-- Time goes on while a script runs; only a point in time makes all keys end together.
local ends = redis.call('PEXPIRETIME', ROOM)

local text = alive and redis.call('GET', PARTICIPANTS)
local participants = text and cjson.decode(text) or {}

local function write()
  if #participants == 0 then
    redis.call('DEL', PARTICIPANTS)
  else
    redis.call('SET', PARTICIPANTS, cjson.encode(participants), 'PXAT', ends)
  end
  redis.call('SET', COUNT, #participants, 'PXAT', ends)
end

local function destroy()
  redis.call('DEL', unpack(KEYS))
end

-- What is left of the grace period of a participant whose place is held, in milliseconds.
local function grace(participant)
  return participant.held and math.max(0, redis.call('PTTL', HELD[participant.place])) or 0
end

local function lapsed(participant)
  return participant.held and grace(participant) == 0
end

-- The participant who has its place by this very socket.
local function at(instance, socket)
  for _, participant in ipairs(participants) do
    if participant.endpoint.instance == instance and participant.endpoint.socket == socket then
      return participant
    end
  end
end

local function other_than(participant)
  for _, other in ipairs(participants) do
    if other ~= participant then
      return other
    end
  end
end

local function peer(participant)
  return participant and {
    connection = participant.connection, endpoint = participant.endpoint, present = not participant.held
  }
end

local function remove(participant)
  for index, candidate in ipairs(participants) do
    if candidate == participant then
      table.remove(participants, index)
      redis.call('DEL', HELD[participant.place])
      return
    end
  end
end

local NOTHING_LEFT = {roomEnded = false}

-- Takes the place of a participant away, and ends the room where that is the rule.
local function vacate(participant)
  remove(participant)
  if ENDS_ON_LEAVE then
    destroy()
  else
    write()
  end
  return {leaver = participant.connection, peer = peer(participants[1]), roomEnded = ENDS_ON_LEAVE}
end
