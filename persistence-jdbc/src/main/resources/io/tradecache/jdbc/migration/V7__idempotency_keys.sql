-- What was answered to requests that carry a key, written with what they changed. Nothing here is cached or logged.

CREATE TABLE tradecache.idempotency_keys (
    user_id text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (key ~ '^[!-~]{1,255}$'),
    request text COLLATE "C" NOT NULL,
    reply text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_keys_by_age ON tradecache.idempotency_keys (at);

COMMENT ON TABLE tradecache.idempotency_keys IS 'One row per request with a key that was done; kept for a day.';
COMMENT ON COLUMN tradecache.idempotency_keys.user_id IS 'For whom the request was.';
COMMENT ON COLUMN tradecache.idempotency_keys.key IS 'As the client chose it.';
COMMENT ON COLUMN tradecache.idempotency_keys.request IS 'Tells the request from others under the same key; a hash.';
COMMENT ON COLUMN tradecache.idempotency_keys.reply IS 'The answer, in a form that only its writer understands.';
COMMENT ON COLUMN tradecache.idempotency_keys.at IS 'When the request was made, by the clock of the node.';
