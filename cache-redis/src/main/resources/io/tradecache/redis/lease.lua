-- KEYS: value, companion, for each key. ARGV: how long a lease holds others off, how long it is remembered, then for each
-- key a mode and a token. Modes: look (give the value if there is one), discard (forget the value), renew (whatever there
-- is). For each key: the value, or 0 when the lease is the caller's now, or the milliseconds it is still another's.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local answers = {}

for i = 1, #KEYS, 2 do
  local mode, token = ARGV[i + 2], ARGV[i + 3]
  local value = false
  if mode == 'look' then
    value = redis.call('GET', KEYS[i])
  elseif mode == 'discard' then
    redis.call('UNLINK', KEYS[i])
  end
  local held = tonumber(redis.call('HGET', KEYS[i + 1], 'deadline') or 0) - now
  if value then
    answers[#answers + 1] = value
  elseif held > 0 then
    answers[#answers + 1] = held
  else
    redis.call('HSET', KEYS[i + 1], 'token', token, 'deadline', now + ARGV[1])
    keep_at_least(KEYS[i + 1], ARGV[2])
    answers[#answers + 1] = 0
  end
end

return answers
