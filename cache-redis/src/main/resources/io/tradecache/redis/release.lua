-- KEYS: companion. ARGV: token. 1 when the lease was in force.

if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[1], 'token', 'deadline')
return 1
