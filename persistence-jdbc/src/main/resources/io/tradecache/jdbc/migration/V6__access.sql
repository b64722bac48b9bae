-- The checks keep out what the application could not read again. Of keys and tickets only hashes are kept: who reads these
-- tables can let nobody in.

CREATE TABLE tradecache.api_keys (
    key_id text COLLATE "C" NOT NULL PRIMARY KEY CHECK (key_id ~ '^[0-9a-f]{12}$'),
    hash text COLLATE "C" NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    user_id text COLLATE "C" NOT NULL CHECK (user_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' AND user_id <> 'rt'),
    role text NOT NULL CHECK (role IN ('USER', 'ADMIN')),
    created_at timestamptz NOT NULL CHECK (isfinite(created_at)),
    revoked_at timestamptz CHECK (isfinite(revoked_at))
);

COMMENT ON TABLE tradecache.api_keys IS 'Who may use the API, and as whom.';
COMMENT ON COLUMN tradecache.api_keys.key_id IS 'What a key is found by; a part of the key that is no secret.';
COMMENT ON COLUMN tradecache.api_keys.hash IS 'SHA-256 of its secret, which has 256 random bits.';
COMMENT ON COLUMN tradecache.api_keys.user_id IS 'Whom it lets in.';
COMMENT ON COLUMN tradecache.api_keys.role IS 'What that user may do by it: USER or ADMIN.';
COMMENT ON COLUMN tradecache.api_keys.created_at IS 'When it was made.';
COMMENT ON COLUMN tradecache.api_keys.revoked_at IS 'When it ceased to let anybody in; null while it does.';

-- A ticket that a crash loses is asked for again.
CREATE UNLOGGED TABLE tradecache.stream_tickets (
    hash text COLLATE "C" NOT NULL PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    user_id text COLLATE "C" NOT NULL,
    role text NOT NULL CHECK (role IN ('USER', 'ADMIN')),
    until timestamptz NOT NULL
);

CREATE INDEX stream_tickets_until_idx ON tradecache.stream_tickets (until);

COMMENT ON TABLE tradecache.stream_tickets IS 'One row for each ticket that was issued and not used.';
COMMENT ON COLUMN tradecache.stream_tickets.hash IS 'SHA-256 of the ticket, which has 256 random bits.';
COMMENT ON COLUMN tradecache.stream_tickets.user_id IS 'Whom it lets in.';
COMMENT ON COLUMN tradecache.stream_tickets.role IS 'What that user may do: USER or ADMIN.';
COMMENT ON COLUMN tradecache.stream_tickets.until IS 'When it lapses.';
