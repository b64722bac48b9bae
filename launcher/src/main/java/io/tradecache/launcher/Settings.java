package io.tradecache.launcher;

import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.redis.RedisSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run, checked. Its text never shows a password. Immutable.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param access who may do what
 * @param database an external database, or null for the embedded one
 * @param cache where cached values are shared
 * @param redis an external Redis; null unless {@code cache} is {@link Cache#EXTERNAL}
 * @param feed where prices come from
 * @param market whose hours count
 * @param streams how live prices are handed to clients
 * @param keyPrefix what stands before every key and channel
 * @param dataDir where the embedded servers keep their data
 * @param demo whether demo data is put in
 * @param logFormat how log lines look
 */
record Settings(
        String host,
        int port,
        AccessSettings access,
        @Nullable DatabaseSettings database,
        Cache cache,
        @Nullable RedisSettings redis,
        FeedChoice feed,
        Market market,
        RealTimeSettings streams,
        String keyPrefix,
        Path dataDir,
        boolean demo,
        LogFormat logFormat) {

    /** The same on a database that was found elsewhere. */
    Settings on(DatabaseSettings found) {
        return new Settings(
                host, port, access, found, cache, redis, feed, market, streams, keyPrefix, dataDir, demo, logFormat);
    }

    /** Where cached values are shared. */
    enum Cache {
        /** In a Redis that the server starts itself. */
        EMBEDDED,
        /** In a Redis that runs elsewhere. */
        EXTERNAL,
        /** Nowhere: they stay inside the process. */
        IN_PROCESS
    }

    /** Whose hours count. */
    enum Market {
        /** Nobody's: the simulated market never closes. */
        SIM,
        /** Those of US equities. */
        XNYS
    }

    /** How log lines look. */
    enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }
}
