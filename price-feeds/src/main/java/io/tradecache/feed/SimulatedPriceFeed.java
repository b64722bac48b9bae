package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prices for demos and load tests: plausible, and a pure function of seed, symbol and second, so that all nodes with one
 * seed agree without talking to each other. It knows some sixty well-known tickers and, like a real provider, no others.
 * The market never closes, and its sessions are the days of UTC. Immutable and thread-safe.
 */
public final class SimulatedPriceFeed implements PriceFeed {

    private static final int BATCH_LIMIT = 200;
    private static final int CENTS = 2;
    private static final long DAY_SECONDS = 86_400;
    private static final long SAMPLE_SECONDS = 3_600;

    private final long seed;
    private final Clock clock;

    /**
     * Makes a feed.
     *
     * @param seed chooses the course of all prices
     * @param clock the present
     */
    public SimulatedPriceFeed(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public int batchLimit() {
        return BATCH_LIMIT;
    }

    /**
     * What is traded.
     *
     * @return every symbol that has a price, in alphabetical order
     */
    public Set<Symbol> symbols() {
        return Listing.ALL.keySet();
    }

    @Override
    public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
        Instant now = clock.instant();
        Map<Symbol, Quote> quotes = new HashMap<>();
        for (Symbol symbol : symbols) {
            Listing listing = Listing.ALL.get(symbol);
            if (listing != null) {
                quotes.put(symbol, quote(listing, now));
            }
        }
        return quotes;
    }

    /**
     * The daily bars of a symbol: the very prices that {@link #fetch} states, seen from afar. The bar of today is
     * incomplete, and there is none of a day to come.
     *
     * @param symbol whose bars
     * @param from the first date, inclusive
     * @param to the date behind the last, exclusive
     * @return in ascending order of date; empty for an unknown symbol
     */
    public List<DailyBar> bars(Symbol symbol, LocalDate from, LocalDate to) {
        Listing listing = Listing.ALL.get(symbol);
        List<DailyBar> bars = new ArrayList<>();
        if (listing == null) {
            return bars;
        }
        long now = clock.instant().getEpochSecond();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (LocalDate date = from; date.isBefore(to) && !date.isAfter(today); date = date.plusDays(1)) {
            bars.add(bar(listing, date, now));
        }
        return bars;
    }

    private Quote quote(Listing listing, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        long at = second.getEpochSecond();
        long midnight = Math.floorDiv(at, DAY_SECONDS) * DAY_SECONDS;
        RandomPath path = path(listing);
        return new Quote(
                listing.symbol(),
                listing.companyName(),
                price(listing, path, at),
                price(listing, path, midnight - 1),
                volume(listing, path, midnight, at),
                second,
                second,
                now,
                name());
    }

    private DailyBar bar(Listing listing, LocalDate date, long now) {
        RandomPath path = path(listing);
        long first = date.toEpochDay() * DAY_SECONDS;
        long last = Math.min(first + DAY_SECONDS - 1, now);
        BigDecimal open = price(listing, path, first);
        BigDecimal close = price(listing, path, last);
        BigDecimal high = open.max(close);
        BigDecimal low = open.min(close);
        for (long at = first + SAMPLE_SECONDS; at < last; at += SAMPLE_SECONDS) {
            BigDecimal price = price(listing, path, at);
            high = high.max(price);
            low = low.min(price);
        }
        boolean complete = now >= first + DAY_SECONDS;
        return new DailyBar(
                listing.symbol(), date, open, high, low, close, volume(listing, path, first, last), complete);
    }

    private RandomPath path(Listing listing) {
        long name = 0;
        for (byte letter : listing.symbol().value().getBytes(StandardCharsets.US_ASCII)) {
            name = RandomPath.mixed(name ^ letter);
        }
        return new RandomPath(RandomPath.mixed(seed) ^ name);
    }

    private static BigDecimal price(Listing listing, RandomPath path, long epochSecond) {
        double price = listing.basePrice() * Math.exp(listing.dailyVolatility() * path.at(epochSecond));
        return BigDecimal.valueOf(price).setScale(CENTS, RoundingMode.HALF_EVEN);
    }

    private static long volume(Listing listing, RandomPath path, long midnight, long epochSecond) {
        double busy = Math.exp(path.step(midnight / DAY_SECONDS) / 2);
        return (long) (listing.dailyVolume() * busy * (epochSecond - midnight + 1) / DAY_SECONDS);
    }
}
