-- A stream that a ticket opened ends with what its holder proved when it was issued.

ALTER TABLE tradecache.stream_tickets
    ADD COLUMN key_id text COLLATE "C",
    ADD COLUMN holds_until timestamptz;

COMMENT ON COLUMN tradecache.stream_tickets.key_id IS 'The API key that it was asked for with; null for none.';
COMMENT ON COLUMN tradecache.stream_tickets.holds_until IS 'When the token lapses that it was asked for with; null for none.';
