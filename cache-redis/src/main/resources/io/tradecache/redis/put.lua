-- KEYS: value, companion. ARGV: version, value, lifetime. 1 when it is stored.

return store(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3])
