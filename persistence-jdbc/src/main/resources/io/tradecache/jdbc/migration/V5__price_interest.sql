-- Which symbols each node wants to be kept fresh. What a node wants is lost by no crash that matters: it says so again.
CREATE UNLOGGED TABLE tradecache.price_interest (
    node text COLLATE "C" NOT NULL PRIMARY KEY,
    symbols text [] NOT NULL,
    until timestamptz NOT NULL
);

COMMENT ON TABLE tradecache.price_interest IS 'One row per node: which symbols it wants to be kept fresh.';
COMMENT ON COLUMN tradecache.price_interest.node IS 'The name of the node.';
COMMENT ON COLUMN tradecache.price_interest.symbols IS 'All that it wants.';
COMMENT ON COLUMN tradecache.price_interest.until IS 'When its word lapses, unless it gives it again.';
