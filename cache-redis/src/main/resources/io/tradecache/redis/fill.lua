-- KEYS: value, companion. ARGV: token, version, value, lifetime. 1 when it is stored.
-- A lease that lapsed but was given to nobody else still counts: an invalidation would have taken it away.

if redis.call('HGET', KEYS[2], 'token') ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[2], 'token', 'deadline')
return store(KEYS[1], KEYS[2], ARGV[2], ARGV[3], ARGV[4])
