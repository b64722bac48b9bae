-- The checks keep out what the application could not read again. Nothing here is cached or logged: nodes look at all of it
-- about once a second.

CREATE TABLE tradecache.market_overrides (
    market text COLLATE "C" NOT NULL CHECK (market ~ '^[A-Z0-9]{1,10}$'),
    date date NOT NULL CHECK (isfinite(date)),
    kind text NOT NULL CHECK (kind IN ('CLOSED', 'HOURS')),
    open time(0),
    close time(0),
    name text NOT NULL CHECK (char_length(name) <= 100 AND btrim(name) <> '' AND name !~ '[\x01-\x1f\x7f]'),
    PRIMARY KEY (market, date),
    CHECK (
        CASE kind
            WHEN 'CLOSED' THEN open IS NULL AND close IS NULL
            ELSE open IS NOT NULL AND close IS NOT NULL AND open > '04:00' AND open < close AND close < '20:00'
                AND extract(second FROM open) = 0 AND extract(second FROM close) = 0
        END)
);

COMMENT ON TABLE tradecache.market_overrides IS 'Days of a market that are not as its rules say.';
COMMENT ON COLUMN tradecache.market_overrides.market IS 'The market''s identifier, for example XNYS.';
COMMENT ON COLUMN tradecache.market_overrides.date IS 'The day, in the market''s zone.';
COMMENT ON COLUMN tradecache.market_overrides.kind IS 'CLOSED, or HOURS for a session from open to close.';
COMMENT ON COLUMN tradecache.market_overrides.open IS 'When it begins, by the market''s wall clocks; null when closed.';
COMMENT ON COLUMN tradecache.market_overrides.close IS 'When it ends; null when closed.';
COMMENT ON COLUMN tradecache.market_overrides.name IS 'Why; one line, not blank.';
