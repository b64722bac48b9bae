-- Ids and symbols are compared byte by byte, so that the database sorts them as the application does. The checks keep out
-- what the application could not read again, since other programs may write here too. NaN would pass for a number above
-- zero and is refused by name.

CREATE TABLE tradecache.portfolios (
    portfolio_id text COLLATE "C" NOT NULL PRIMARY KEY
        CHECK (portfolio_id ~ '^portfolio_[A-Za-z0-9_-]{1,64}$'),
    user_id text COLLATE "C" NOT NULL
        CHECK (user_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' AND user_id <> 'rt'),
    name text NOT NULL
        CHECK (char_length(name) <= 100 AND btrim(name) <> '' AND name !~ '[\x01-\x1f\x7f]'),
    description text
        CHECK (char_length(description) <= 1000 AND description !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]'),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Finds the portfolios of a user, and holds each holding's user_id to that of its portfolio.
    UNIQUE (user_id, portfolio_id)
);

CREATE TABLE tradecache.holdings (
    holding_id text COLLATE "C" NOT NULL PRIMARY KEY
        CHECK (holding_id ~ '^holding_[A-Za-z0-9_-]{1,64}$'),
    portfolio_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    stock_symbol text COLLATE "C" NOT NULL CHECK (stock_symbol ~ '^[A-Z0-9][A-Z0-9.=^-]{0,14}$'),
    quantity numeric(28, 10) NOT NULL CHECK (quantity > 0 AND quantity <> 'NaN'),
    avg_entry_price numeric(28, 10) NOT NULL CHECK (avg_entry_price >= 0 AND avg_entry_price <> 'NaN'),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    notes text CHECK (char_length(notes) <= 2000 AND notes !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]'),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (portfolio_id, stock_symbol),
    FOREIGN KEY (user_id, portfolio_id) REFERENCES tradecache.portfolios (user_id, portfolio_id) ON DELETE CASCADE
);

CREATE TABLE tradecache.watchlists (
    watchlist_id text COLLATE "C" NOT NULL PRIMARY KEY
        CHECK (watchlist_id ~ '^watchlist_[A-Za-z0-9_-]{1,64}$'),
    user_id text COLLATE "C" NOT NULL
        CHECK (user_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' AND user_id <> 'rt'),
    name text NOT NULL
        CHECK (char_length(name) <= 100 AND btrim(name) <> '' AND name !~ '[\x01-\x1f\x7f]'),
    description text
        CHECK (char_length(description) <= 1000 AND description !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]'),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    -- Finds the watchlists of a user, and holds each item's user_id to that of its watchlist.
    UNIQUE (user_id, watchlist_id)
);

CREATE TABLE tradecache.watchlist_items (
    item_id text COLLATE "C" NOT NULL PRIMARY KEY
        CHECK (item_id ~ '^item_[A-Za-z0-9_-]{1,64}$'),
    watchlist_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    stock_symbol text COLLATE "C" NOT NULL CHECK (stock_symbol ~ '^[A-Z0-9][A-Z0-9.=^-]{0,14}$'),
    notes text CHECK (char_length(notes) <= 2000 AND notes !~ '[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]'),
    target_high numeric(28, 10) CHECK (target_high >= 0 AND target_high <> 'NaN'),
    target_low numeric(28, 10) CHECK (target_low >= 0 AND target_low <> 'NaN'),
    position integer NOT NULL CHECK (position >= 0),
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (watchlist_id, stock_symbol),
    CHECK (target_low < target_high),
    FOREIGN KEY (user_id, watchlist_id) REFERENCES tradecache.watchlists (user_id, watchlist_id) ON DELETE CASCADE
);

CREATE TABLE tradecache.daily_bars (
    stock_symbol text COLLATE "C" NOT NULL CHECK (stock_symbol ~ '^[A-Z0-9][A-Z0-9.=^-]{0,14}$'),
    date date NOT NULL CHECK (isfinite(date)),
    open numeric(28, 10) NOT NULL,
    high numeric(28, 10) NOT NULL CHECK (high <> 'NaN'),
    low numeric(28, 10) NOT NULL CHECK (low >= 0),
    close numeric(28, 10) NOT NULL,
    volume bigint NOT NULL CHECK (volume >= 0),
    complete boolean NOT NULL,
    PRIMARY KEY (stock_symbol, date),
    CHECK (low <= LEAST(open, close) AND high >= GREATEST(open, close))
);

COMMENT ON TABLE tradecache.schema_history IS 'Which migrations of this schema were run; kept by Flyway.';

COMMENT ON TABLE tradecache.portfolios IS
    'Users'' portfolios. Lock the row here before any row of its holdings, and a portfolio before a watchlist.';
COMMENT ON COLUMN tradecache.portfolios.portfolio_id IS 'portfolio_ and a unique part; never given out twice.';
COMMENT ON COLUMN tradecache.portfolios.user_id IS 'The owner.';
COMMENT ON COLUMN tradecache.portfolios.name IS 'One line, not blank.';
COMMENT ON COLUMN tradecache.portfolios.description IS 'Free text, or null.';
COMMENT ON COLUMN tradecache.portfolios.currency IS 'The ISO 4217 code that new holdings take by default.';
COMMENT ON COLUMN tradecache.portfolios.version IS
    '1 when created, one more with each change of the portfolio or of one of its holdings.';
COMMENT ON COLUMN tradecache.portfolios.created_at IS 'When it was created.';
COMMENT ON COLUMN tradecache.portfolios.updated_at IS
    'When it or a holding was last changed; later with each change, whatever the clocks say.';

COMMENT ON TABLE tradecache.holdings IS 'Positions; at most one of a symbol in a portfolio. They go with their portfolio.';
COMMENT ON COLUMN tradecache.holdings.holding_id IS 'holding_ and a unique part; never given out twice.';
COMMENT ON COLUMN tradecache.holdings.portfolio_id IS 'The portfolio it belongs to.';
COMMENT ON COLUMN tradecache.holdings.user_id IS
    'The owner of the portfolio; here too, so that a deleted row tells without its portfolio whose it was.';
COMMENT ON COLUMN tradecache.holdings.stock_symbol IS 'What is held.';
COMMENT ON COLUMN tradecache.holdings.quantity IS 'How many shares or units; above zero.';
COMMENT ON COLUMN tradecache.holdings.avg_entry_price IS 'What one cost on average, in currency.';
COMMENT ON COLUMN tradecache.holdings.currency IS 'The ISO 4217 code of the price''s currency.';
COMMENT ON COLUMN tradecache.holdings.notes IS 'The owner''s notes, or null.';
COMMENT ON COLUMN tradecache.holdings.version IS '1 when created, one more with each change.';
COMMENT ON COLUMN tradecache.holdings.created_at IS 'When it was created.';
COMMENT ON COLUMN tradecache.holdings.updated_at IS 'When it was last changed; later with each change.';

COMMENT ON TABLE tradecache.watchlists IS
    'Users'' watchlists. Lock the row here before any row of its items, and a portfolio before a watchlist.';
COMMENT ON COLUMN tradecache.watchlists.watchlist_id IS 'watchlist_ and a unique part; never given out twice.';
COMMENT ON COLUMN tradecache.watchlists.user_id IS 'The owner.';
COMMENT ON COLUMN tradecache.watchlists.name IS 'One line, not blank.';
COMMENT ON COLUMN tradecache.watchlists.description IS 'Free text, or null.';
COMMENT ON COLUMN tradecache.watchlists.version IS
    '1 when created, one more with each change of the watchlist or of one of its items.';
COMMENT ON COLUMN tradecache.watchlists.created_at IS 'When it was created.';
COMMENT ON COLUMN tradecache.watchlists.updated_at IS
    'When it or an item was last changed; later with each change, whatever the clocks say.';

COMMENT ON TABLE tradecache.watchlist_items IS
    'Watched symbols; at most one item of a symbol in a watchlist. They go with their watchlist.';
COMMENT ON COLUMN tradecache.watchlist_items.item_id IS 'item_ and a unique part; never given out twice.';
COMMENT ON COLUMN tradecache.watchlist_items.watchlist_id IS 'The watchlist it belongs to.';
COMMENT ON COLUMN tradecache.watchlist_items.user_id IS
    'The owner of the watchlist; here too, so that a deleted row tells without its watchlist whose it was.';
COMMENT ON COLUMN tradecache.watchlist_items.stock_symbol IS 'What is watched.';
COMMENT ON COLUMN tradecache.watchlist_items.notes IS 'The owner''s notes, or null.';
COMMENT ON COLUMN tradecache.watchlist_items.target_high IS 'The price above which it gets interesting, or null.';
COMMENT ON COLUMN tradecache.watchlist_items.target_low IS
    'The price below which it gets interesting, or null; under target_high.';
COMMENT ON COLUMN tradecache.watchlist_items.position IS
    'Its place in the watchlist, counted from 0; deletions leave gaps.';
COMMENT ON COLUMN tradecache.watchlist_items.version IS '1 when created, one more with each change.';
COMMENT ON COLUMN tradecache.watchlist_items.created_at IS 'When it was created.';
COMMENT ON COLUMN tradecache.watchlist_items.updated_at IS 'When it was last changed; later with each change.';

COMMENT ON TABLE tradecache.daily_bars IS 'One row per symbol and session.';
COMMENT ON COLUMN tradecache.daily_bars.stock_symbol IS 'What was traded.';
COMMENT ON COLUMN tradecache.daily_bars.date IS 'The session''s date in the market''s own zone.';
COMMENT ON COLUMN tradecache.daily_bars.open IS 'The first price.';
COMMENT ON COLUMN tradecache.daily_bars.high IS 'The highest price.';
COMMENT ON COLUMN tradecache.daily_bars.low IS 'The lowest price.';
COMMENT ON COLUMN tradecache.daily_bars.close IS 'The last price.';
COMMENT ON COLUMN tradecache.daily_bars.volume IS 'Shares or units traded.';
COMMENT ON COLUMN tradecache.daily_bars.complete IS
    'Whether the session is over; a complete bar never gives way to an incomplete one.';
