-- KEYS: value, companion, for each key. ARGV: how long a floor is kept, channel, message, then the version of each key,
-- 0 for none. The number of keys that were forgotten. Thousands may come at once, most of them for keys that are not
-- there, so nothing is called that can be done without.

local forgotten = 0

for i = 1, #KEYS, 2 do
  local version = ARGV[3 + (i + 1) / 2]
  local head = version ~= '0' and head_of(KEYS[i])
  local current = head and version_in(head)
  local known = redis.pcall('HMGET', KEYS[i + 1], 'floor', 'token')
  if known.err then
    -- Not ours: another program's key of another type must not keep all other changes from being told.
    redis.call('UNLINK', KEYS[i + 1])
    known = {}
  end
  if not current or is_newer(version, current) then
    if head ~= '' then
      redis.call('UNLINK', KEYS[i])
    end
    if known[2] then
      redis.call('HDEL', KEYS[i + 1], 'token', 'deadline')
    end
    forgotten = forgotten + 1
  end
  if version ~= '0' then
    if not known[1] or is_newer(version, known[1]) then
      redis.call('HSET', KEYS[i + 1], 'floor', version)
    end
    redis.call('PEXPIRE', KEYS[i + 1], ARGV[1])
  end
end

redis.call('PUBLISH', ARGV[2], ARGV[3])
return forgotten
