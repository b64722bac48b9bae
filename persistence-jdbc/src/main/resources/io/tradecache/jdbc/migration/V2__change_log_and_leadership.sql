-- What was committed is told by triggers, so that no program can leave it out. They run once a statement and see all of its
-- rows; the functions are their owner's (SECURITY DEFINER), so that a role which may write here needs no right to the log.
--
-- Versions tell the truth whoever writes: an UPDATE that does not raise a row's version is made to, and a child's change
-- raises its root unless the session says that it does so itself (tradecache.session = 'own'). Should such a session not do
-- it, then the transaction logs no version of the root, and a reader forgets whatever is cached.

CREATE TABLE tradecache.change_log (
    kind text NOT NULL CHECK (kind IN ('portfolio', 'watchlist', 'everything')),
    user_id text COLLATE "C",
    root_id text COLLATE "C",
    version bigint,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX change_log_xid ON tradecache.change_log (xid);

CREATE TABLE tradecache.change_log_horizons (
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    server_run text NOT NULL,
    snapshot pg_snapshot NOT NULL,
    pruned boolean NOT NULL DEFAULT false
);

CREATE TABLE tradecache.change_log_told (
    only_row boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    server_run text NOT NULL,
    snapshot pg_snapshot NOT NULL,
    cache_run text NOT NULL,
    at timestamptz NOT NULL
);

CREATE TABLE tradecache.leadership (
    role text NOT NULL PRIMARY KEY,
    holder text NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 1),
    until timestamptz NOT NULL
);

-- Snapshots of one run of a server can be compared; a restored, upgraded or promoted server counts anew. Managed servers
-- may refuse to tell; then only a numbering that went backwards is noticed.
CREATE FUNCTION tradecache.server_run() RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT system_identifier FROM pg_control_system())
        || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
EXCEPTION WHEN OTHERS THEN
    RETURN 'unknown';
END $$;

CREATE FUNCTION tradecache.is_own_session() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(pg_catalog.current_setting('tradecache.session', true), '') = 'own'
$$;

-- The application wakes its own readers. NOTIFY makes commits queue up, so only strangers pay for it.
CREATE FUNCTION tradecache.wake_readers() RETURNS void LANGUAGE sql AS $$
    SELECT pg_catalog.pg_notify('tradecache_changes', '')
$$;

CREATE FUNCTION tradecache.raise_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.version := greatest(NEW.version, OLD.version + 1);
    IF NEW.updated_at <= OLD.updated_at THEN
        NEW.updated_at := greatest(clock_timestamp(), OLD.updated_at + interval '1 microsecond');
    END IF;
    RETURN NEW;
END $$;

-- A root that this transaction has written already shows a version that nobody else has seen: once is enough. Locked in the
-- order of their ids, so that two statements of this kind do not wait for each other.
CREATE FUNCTION tradecache.raise_portfolios(ids text[]) RETURNS void LANGUAGE sql AS $$
    UPDATE tradecache.portfolios p
    SET version = p.version + 1,
        updated_at = greatest(pg_catalog.clock_timestamp(), p.updated_at + interval '1 microsecond')
    FROM (
        SELECT q.portfolio_id FROM tradecache.portfolios q
        WHERE q.portfolio_id = ANY (ids) AND q.xmin <> pg_catalog.pg_current_xact_id()::xid
        ORDER BY q.portfolio_id
        FOR NO KEY UPDATE
    ) locked
    WHERE p.portfolio_id = locked.portfolio_id
$$;

CREATE FUNCTION tradecache.raise_watchlists(ids text[]) RETURNS void LANGUAGE sql AS $$
    UPDATE tradecache.watchlists w
    SET version = w.version + 1,
        updated_at = greatest(pg_catalog.clock_timestamp(), w.updated_at + interval '1 microsecond')
    FROM (
        SELECT q.watchlist_id FROM tradecache.watchlists q
        WHERE q.watchlist_id = ANY (ids) AND q.xmin <> pg_catalog.pg_current_xact_id()::xid
        ORDER BY q.watchlist_id
        FOR NO KEY UPDATE
    ) locked
    WHERE w.watchlist_id = locked.watchlist_id
$$;

CREATE FUNCTION tradecache.log_portfolios() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
        SELECT 'portfolio', user_id, portfolio_id, version + 1 FROM gone;
    ELSE
        INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
        SELECT 'portfolio', user_id, portfolio_id, version FROM came;
    END IF;
    IF FOUND AND NOT tradecache.is_own_session() THEN
        PERFORM tradecache.wake_readers();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tradecache.log_watchlists() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
        SELECT 'watchlist', user_id, watchlist_id, version + 1 FROM gone;
    ELSE
        INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
        SELECT 'watchlist', user_id, watchlist_id, version FROM came;
    END IF;
    IF FOUND AND NOT tradecache.is_own_session() THEN
        PERFORM tradecache.wake_readers();
    END IF;
    RETURN NULL;
END $$;

-- A child's row has no version: it is the one that the root's own row of this transaction has.
CREATE FUNCTION tradecache.log_holdings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO tradecache.change_log (kind, user_id, root_id)
        SELECT DISTINCT 'portfolio', user_id, portfolio_id FROM gone;
    ELSE
        INSERT INTO tradecache.change_log (kind, user_id, root_id)
        SELECT DISTINCT 'portfolio', user_id, portfolio_id FROM came;
    END IF;
    IF NOT FOUND OR tradecache.is_own_session() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM tradecache.raise_portfolios(ARRAY(SELECT DISTINCT portfolio_id FROM gone));
    ELSE
        PERFORM tradecache.raise_portfolios(ARRAY(SELECT DISTINCT portfolio_id FROM came));
    END IF;
    PERFORM tradecache.wake_readers();
    RETURN NULL;
END $$;

CREATE FUNCTION tradecache.log_watchlist_items() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO tradecache.change_log (kind, user_id, root_id)
        SELECT DISTINCT 'watchlist', user_id, watchlist_id FROM gone;
    ELSE
        INSERT INTO tradecache.change_log (kind, user_id, root_id)
        SELECT DISTINCT 'watchlist', user_id, watchlist_id FROM came;
    END IF;
    IF NOT FOUND OR tradecache.is_own_session() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM tradecache.raise_watchlists(ARRAY(SELECT DISTINCT watchlist_id FROM gone));
    ELSE
        PERFORM tradecache.raise_watchlists(ARRAY(SELECT DISTINCT watchlist_id FROM came));
    END IF;
    PERFORM tradecache.wake_readers();
    RETURN NULL;
END $$;

-- The other half of an update that gives a row another id or owner; rare, so it runs for each such row. What took another's
-- id may have a lower version than what is cached under it: version 0, forget that.
CREATE FUNCTION tradecache.log_moved_portfolio() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
    VALUES ('portfolio', OLD.user_id, OLD.portfolio_id, 0), ('portfolio', NEW.user_id, NEW.portfolio_id, 0);
    RETURN NULL;
END $$;

CREATE FUNCTION tradecache.log_moved_watchlist() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO tradecache.change_log (kind, user_id, root_id, version)
    VALUES ('watchlist', OLD.user_id, OLD.watchlist_id, 0), ('watchlist', NEW.user_id, NEW.watchlist_id, 0);
    RETURN NULL;
END $$;

-- The root that a child has left changed too.
CREATE FUNCTION tradecache.log_moved_holding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO tradecache.change_log (kind, user_id, root_id) VALUES ('portfolio', OLD.user_id, OLD.portfolio_id);
    IF NOT tradecache.is_own_session() THEN
        PERFORM tradecache.raise_portfolios(ARRAY[OLD.portfolio_id]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tradecache.log_moved_watchlist_item() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO tradecache.change_log (kind, user_id, root_id) VALUES ('watchlist', OLD.user_id, OLD.watchlist_id);
    IF NOT tradecache.is_own_session() THEN
        PERFORM tradecache.raise_watchlists(ARRAY[OLD.watchlist_id]);
    END IF;
    RETURN NULL;
END $$;

-- The roots of children that are all gone at once changed too.
CREATE FUNCTION tradecache.log_truncation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO tradecache.change_log (kind, version) VALUES ('everything', 0);
    IF TG_TABLE_NAME = 'holdings' THEN
        PERFORM tradecache.raise_portfolios(ARRAY(SELECT portfolio_id FROM tradecache.portfolios));
    ELSIF TG_TABLE_NAME = 'watchlist_items' THEN
        PERFORM tradecache.raise_watchlists(ARRAY(SELECT watchlist_id FROM tradecache.watchlists));
    END IF;
    PERFORM tradecache.wake_readers();
    RETURN NULL;
END $$;

-- ALWAYS, so that session_replication_role = replica does not switch them off.
DO $$
DECLARE
    logged record;
BEGIN
    FOR logged IN
        SELECT * FROM (VALUES
            ('portfolios', 'portfolio', 'portfolio_id'), ('holdings', 'holding', 'portfolio_id'),
            ('watchlists', 'watchlist', 'watchlist_id'), ('watchlist_items', 'watchlist_item', 'watchlist_id')
        ) AS t (name, one, root)
    LOOP
        EXECUTE format('CREATE TRIGGER raise_version BEFORE UPDATE ON tradecache.%I FOR EACH ROW
            WHEN (NEW.version <= OLD.version OR NEW.updated_at <= OLD.updated_at)
            EXECUTE FUNCTION tradecache.raise_version()', logged.name);
        EXECUTE format('CREATE TRIGGER log_insert AFTER INSERT ON tradecache.%I REFERENCING NEW TABLE AS came
            FOR EACH STATEMENT EXECUTE FUNCTION tradecache.%I()', logged.name, 'log_' || logged.name);
        EXECUTE format('CREATE TRIGGER log_update AFTER UPDATE ON tradecache.%I REFERENCING NEW TABLE AS came
            FOR EACH STATEMENT EXECUTE FUNCTION tradecache.%I()', logged.name, 'log_' || logged.name);
        EXECUTE format('CREATE TRIGGER log_move AFTER UPDATE ON tradecache.%I FOR EACH ROW
            WHEN (NEW.%3$I <> OLD.%3$I OR NEW.user_id <> OLD.user_id)
            EXECUTE FUNCTION tradecache.%2$I()', logged.name, 'log_moved_' || logged.one, logged.root);
        EXECUTE format('CREATE TRIGGER log_delete AFTER DELETE ON tradecache.%I REFERENCING OLD TABLE AS gone
            FOR EACH STATEMENT EXECUTE FUNCTION tradecache.%I()', logged.name, 'log_' || logged.name);
        EXECUTE format('CREATE TRIGGER log_truncate AFTER TRUNCATE ON tradecache.%I
            FOR EACH STATEMENT EXECUTE FUNCTION tradecache.log_truncation()', logged.name);
        EXECUTE format('ALTER TABLE tradecache.%I
            ENABLE ALWAYS TRIGGER raise_version, ENABLE ALWAYS TRIGGER log_insert, ENABLE ALWAYS TRIGGER log_update,
            ENABLE ALWAYS TRIGGER log_move, ENABLE ALWAYS TRIGGER log_delete, ENABLE ALWAYS TRIGGER log_truncate',
            logged.name);
    END LOOP;
END $$;

COMMENT ON TABLE tradecache.change_log IS
    'What was committed: one row for each root that a statement changed. Written by triggers only, kept for a while.';
COMMENT ON COLUMN tradecache.change_log.kind IS 'portfolio or watchlist, also for their children; everything for a TRUNCATE.';
COMMENT ON COLUMN tradecache.change_log.user_id IS 'The owner; null for everything.';
COMMENT ON COLUMN tradecache.change_log.root_id IS 'The portfolio or watchlist; null for everything.';
COMMENT ON COLUMN tradecache.change_log.version IS
    'The root''s version, one more than its last when it was deleted; 0 when it says nothing; null for a change of a child,'
    ' which is covered by the version in another row of its transaction, or else by none.';
COMMENT ON COLUMN tradecache.change_log.xid IS 'The transaction, by which readers know what they have seen.';
COMMENT ON COLUMN tradecache.change_log.at IS 'When the statement ended; the commit comes later.';

COMMENT ON TABLE tradecache.change_log_horizons IS
    'Where the log was at some times, about one a minute: before which of them rows may be pruned, or read again.';
COMMENT ON COLUMN tradecache.change_log_horizons.at IS 'When; the snapshot is a little older.';
COMMENT ON COLUMN tradecache.change_log_horizons.server_run IS 'tradecache.server_run() then.';
COMMENT ON COLUMN tradecache.change_log_horizons.snapshot IS 'Which transactions had ended.';
COMMENT ON COLUMN tradecache.change_log_horizons.pruned IS 'Whether rows of those transactions may be gone from the log.';

COMMENT ON TABLE tradecache.change_log_told IS 'How far the shared cache was told; at most one row.';
COMMENT ON COLUMN tradecache.change_log_told.only_row IS 'Keeps it at one row.';
COMMENT ON COLUMN tradecache.change_log_told.server_run IS 'tradecache.server_run() then.';
COMMENT ON COLUMN tradecache.change_log_told.snapshot IS 'Which transactions the cache was told of.';
COMMENT ON COLUMN tradecache.change_log_told.cache_run IS 'The run of the cache that was told.';
COMMENT ON COLUMN tradecache.change_log_told.at IS 'When that was remembered.';

COMMENT ON TABLE tradecache.leadership IS 'Which node does what only one should.';
COMMENT ON COLUMN tradecache.leadership.role IS 'What is to be done, for example change-log.';
COMMENT ON COLUMN tradecache.leadership.holder IS 'The node that does it, or did last.';
COMMENT ON COLUMN tradecache.leadership.epoch IS 'How often the role changed hands; never falls.';
COMMENT ON COLUMN tradecache.leadership.until IS 'The end of its term by the clock of the database.';
