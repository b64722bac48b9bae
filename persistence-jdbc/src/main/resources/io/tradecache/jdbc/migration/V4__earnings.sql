CREATE TABLE tradecache.earnings (
    date date NOT NULL CHECK (isfinite(date)),
    stock_symbol text COLLATE "C" NOT NULL CHECK (stock_symbol ~ '^[A-Z0-9][A-Z0-9.=^-]{0,14}$'),
    PRIMARY KEY (date, stock_symbol)
);

COMMENT ON TABLE tradecache.earnings IS 'One row per company and day on which it reports its earnings.';
COMMENT ON COLUMN tradecache.earnings.date IS 'The day, in the market''s own zone.';
COMMENT ON COLUMN tradecache.earnings.stock_symbol IS 'Whose company reports.';
