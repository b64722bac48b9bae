package io.tradecache.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.function.Function;

/**
 * Whose stream it is, and how it is spoken to. Immutable.
 *
 * @param name the feed's
 * @param client makes the connections
 * @param uri where the stream is; never logged, since it may hold a key
 * @param dialogue what is said on a connection
 * @param timing how patient the stream is
 * @param failures keeps secrets out of reasons
 * @param clock the present
 */
record Provider(
        String name,
        HttpClient client,
        URI uri,
        Function<Line, Dialogue> dialogue,
        StreamTiming timing,
        ProviderFailures failures,
        Clock clock) {}
