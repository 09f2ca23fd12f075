-- Gives a place: the one that this socket has already, the one that was resumed, or a free one.
--
-- KEYS     as of room.lua
-- ARGV     1, 2 as of room.lua
--          3 the connection id of a newcomer   4 instance and 5 socket of the endpoint
--          6 the resume digest, empty where there is none
--          7 socket and 8 number of the turn, both empty where there is none
-- Returns  JSON {connection, initiator, replaced?, peer?, remainingMillis}, or ROOM_NOT_FOUND, or ROOM_FULL, or
--          RESUMED_ELSEWHERE
-- Invariant: never more than two participants; a participant keeps its connection id and its rank over a resume; no
-- earlier turn of a socket takes the place from a later one.

local connection, endpoint, resume = ARGV[3], {instance = ARGV[4], socket = ARGV[5]}, ARGV[6]
local turn = ARGV[7] ~= '' and {socket = ARGV[7], number = tonumber(ARGV[8])} or nil

local function answer(participant)
  return cjson.encode({
    connection = participant.connection,
    initiator = participant == participants[1],
    replaced = participant.replaced,
    peer = peer(other_than(participant)),
    remainingMillis = remaining
  })
end

-- Whether this is asked late, by an instance that the participant's socket has left since.
local function has_moved_on(participant)
  local latest = participant.turn
  return turn and latest and latest.socket == turn.socket and latest.number > turn.number
end

if not alive then
  return 'ROOM_NOT_FOUND'
end

local present = at(endpoint.instance, endpoint.socket)
if present then
  return answer(present)
end

for _, participant in ipairs(participants) do
  if resume ~= '' and participant.resume == resume then
    if has_moved_on(participant) then
      return 'RESUMED_ELSEWHERE'
    end
    participant.turn = turn or participant.turn
    participant.replaced, participant.endpoint, participant.held = participant.endpoint, endpoint, nil
    redis.call('DEL', HELD[participant.place])
    write()
    return answer(participant)
  end
end

-- To a newcomer, those who stayed away too long are as if they had left.
local staying, gone = {}, {}
for _, participant in ipairs(participants) do
  table.insert(lapsed(participant) and gone or staying, participant)
end
if #gone > 0 and ENDS_ON_LEAVE then
  -- Who stays has yet to be told; the release does that, and the room must be there for it.
  if #staying == 0 then
    destroy()
  end
  return 'ROOM_NOT_FOUND'
end
if #staying == #HELD then
  return 'ROOM_FULL'
end
for _, participant in ipairs(gone) do
  remove(participant)
end

local newcomer = {
  connection = connection, endpoint = endpoint, turn = turn,
  place = #participants == 0 and 1 or 3 - participants[1].place
}
if resume ~= '' then
  newcomer.resume = resume
end
table.insert(participants, newcomer)
write()
return answer(newcomer)
