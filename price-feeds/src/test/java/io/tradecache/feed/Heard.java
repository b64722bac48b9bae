package io.tradecache.feed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A listener that keeps all that it is told. */
final class Heard implements PriceFeed.StreamListener {

    private final List<Quote> quotes = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    @Override
    public void stated(Quote quote) {
        quotes.add(quote);
    }

    @Override
    public void changed(boolean healthy, String reason) {
        changes.add((healthy ? "up: " : "down: ") + reason);
    }

    List<Quote> quotes() {
        return quotes;
    }

    /** Such as {@code up: connected}. */
    List<String> changes() {
        return changes;
    }

    List<String> prices() {
        return quotes.stream()
                .map(quote -> quote.symbol() + " " + quote.price().toPlainString())
                .toList();
    }

    long ups() {
        return changes.stream().filter(change -> change.startsWith("up")).count();
    }

    boolean isToldOf(String part) {
        return changes.stream().anyMatch(change -> change.contains(part));
    }

    /** Watches for a while that something does not change. */
    static void stays(Duration time, BooleanSupplier condition) {
        await().during(time)
                .atMost(time.plusSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    static void until(BooleanSupplier condition) {
        await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(5)).until(condition::getAsBoolean);
    }
}
