-- What the other scripts share. A version is read from the head of the value itself, so it counts only while the value
-- exists, and nothing need keep the two in step.

local HEAD = 128

-- Empty when there is no value; nil when what is there is of another type.
local function head_of(key)
  local head = redis.pcall('GETRANGE', key, 0, HEAD - 1)
  return type(head) == 'string' and head or nil
end

-- As text; nil when there is none in this format.
local function version_in(head)
  return string.match(head, '^{"v":1,"cached_at":"[^"]*","version":(%d+),"data":')
end

local function version_of(key)
  local head = head_of(key)
  return head and version_in(head)
end

-- Versions have 64 bits and Lua's numbers are exact to 53; hence texts.
local function is_newer(one, other)
  if #one ~= #other then
    return #one > #other
  end
  return one > other
end

local function keep_at_least(key, millis)
  if redis.call('PTTL', key) < tonumber(millis) then
    redis.call('PEXPIRE', key, millis)
  end
end

-- Stores a value unless the floor or the value that is there has a newer version. 1 when it is stored.
local function store(key, companion, version, value, lifetime)
  local floor = redis.call('HGET', companion, 'floor')
  if floor and is_newer(floor, version) then
    return 0
  end
  local current = version_of(key)
  if current and is_newer(current, version) then
    return 0
  end
  redis.call('SET', key, value, 'PX', lifetime)
  return 1
end
