-- KEYS: value, companion, for each key. ARGV: how long a floor is kept, channel, message, then the version of each key,
-- 0 for none. The number of keys that were forgotten.

local forgotten = 0

for i = 1, #KEYS, 2 do
  local version = ARGV[3 + (i + 1) / 2]
  local current = version_of(KEYS[i])
  if version == '0' or not current or is_newer(version, current) then
    redis.call('UNLINK', KEYS[i])
    redis.call('HDEL', KEYS[i + 1], 'token', 'deadline')
    forgotten = forgotten + 1
  end
  if version ~= '0' then
    local floor = redis.call('HGET', KEYS[i + 1], 'floor')
    if not floor or is_newer(version, floor) then
      redis.call('HSET', KEYS[i + 1], 'floor', version)
    end
    keep_at_least(KEYS[i + 1], ARGV[1])
  end
end

redis.call('PUBLISH', ARGV[2], ARGV[3])
return forgotten
