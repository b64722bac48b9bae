package io.tradecache.client;

import io.tradecache.client.InMemoryConnector.Attempt;
import java.net.URI;

/** A stream under a test's control: its time, its server, its luck. Not thread-safe. */
final class Trader {

    final ManualTiming timing = new ManualTiming();
    final InMemoryConnector server = new InMemoryConnector();
    final Diary diary;
    final PriceStream stream;
    double luck = 0.999;

    Trader() {
        this(StreamOptions.usual());
    }

    Trader(StreamOptions options) {
        this(options, new Diary());
    }

    Trader(StreamOptions options, Diary diary) {
        this.diary = diary;
        this.stream =
                new PriceStream(URI.create("http://prices.example:8080"), options, diary, timing, server, () -> luck);
    }

    /** Connected, and subscribed. */
    Attempt connected(String... symbols) {
        stream.subscribe(symbols);
        return server.last().accept();
    }

    /** How long it waits until it tries again, in steps of ten milliseconds. */
    long millisUntilNextAttempt() {
        int attempts = server.attempts.size();
        long waited = 0;
        while (server.attempts.size() == attempts && waited < 120_000) {
            timing.pass(10);
            waited += 10;
        }
        return waited;
    }
}
