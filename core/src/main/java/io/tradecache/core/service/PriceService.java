package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.market.Closes;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.price.BatchIndex;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.price.QuoteBatch;
import io.tradecache.core.model.price.QuoteBatch.Reason;
import io.tradecache.core.model.price.QuoteBatch.Refused;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.FreshnessRule;
import io.tradecache.core.rules.TimeToLive;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The newest prices: from the cache while they live there, else fetched from the feed in one call for all that are
 * missing. When the feed fails, the last price that this node saw is served with its true age. A failure is never
 * cached. Thread-safe.
 */
public final class PriceService {

    private static final Logger LOG = System.getLogger(PriceService.class.getName());

    private final BatchReads reads;
    private final CacheStore store;
    private final PriceFeed feed;
    private final MarketCalendar calendar;
    private final TimeToLive timeToLive;
    private final FreshnessRule freshness;
    private final Clock clock;
    private final Telemetry telemetry;
    private final LastQuotes last;
    private final PricePublisher publisher;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param store the cache
     * @param feed where prices come from
     * @param calendar what the market is doing
     * @param timeToLive how long values live
     * @param freshness how prices age
     * @param last what this node has seen
     * @param publisher knows which quotes are believed
     * @param clock the present
     * @param telemetry what is counted
     */
    public PriceService(
            BatchReads reads,
            CacheStore store,
            PriceFeed feed,
            MarketCalendar calendar,
            TimeToLive timeToLive,
            FreshnessRule freshness,
            LastQuotes last,
            PricePublisher publisher,
            Clock clock,
            Telemetry telemetry) {
        this.reads = reads;
        this.store = store;
        this.feed = feed;
        this.calendar = calendar;
        this.timeToLive = timeToLive;
        this.freshness = freshness;
        this.last = last;
        this.publisher = publisher;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    /**
     * The newest quote of one symbol.
     *
     * @param symbol the symbol
     * @param demand which cached quotes will do
     * @return the quote with its age and freshness, and where it came from
     * @throws RefusedException.NotFound when the feed does not know the symbol
     * @throws RefusedException.PriceUnavailable when the feed gave no answer and no older price is at hand
     */
    public Cached<LiveQuote> quote(Symbol symbol, Demand demand) {
        Found found = find(List.of(symbol), demand);
        Cached<Quote> quote = found.quotes.get(symbol);
        if (quote != null) {
            return quote.map(this::judge);
        }
        if (found.failed.contains(symbol)) {
            throw new RefusedException.PriceUnavailable(symbol);
        }
        throw new RefusedException.NotFound("price of", symbol);
    }

    /**
     * The newest quotes of several symbols. Those without a price are listed, and do not fail the others.
     *
     * @param symbols the symbols; repetitions are left out
     * @param demand which cached quotes will do
     * @return every distinct symbol, priced or refused, in the order asked for
     */
    public QuoteBatch quotes(List<Symbol> symbols, Demand demand) {
        Set<Symbol> distinct = new LinkedHashSet<>(symbols);
        Found found = find(distinct, demand);
        List<Cached<LiveQuote>> quotes = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Symbol symbol : distinct) {
            Cached<Quote> quote = found.quotes.get(symbol);
            if (quote == null) {
                boolean unknown = !found.failed.contains(symbol);
                refused.add(new Refused(symbol, unknown ? Reason.UNKNOWN_SYMBOL : Reason.UNAVAILABLE));
            } else {
                quotes.add(quote.map(this::judge));
            }
        }
        keepIndex(found.quotes.values());
        return new QuoteBatch(quotes, refused);
    }

    /**
     * The newest quotes of several symbols, plain, for what is computed from them.
     *
     * @param symbols the symbols
     * @param demand which cached quotes will do
     * @return the quotes that are to be had, in the order asked for; the others are left out
     */
    public Map<Symbol, Cached<Quote>> latest(Collection<Symbol> symbols, Demand demand) {
        return find(symbols, demand).quotes;
    }

    /**
     * A quote with its age and freshness at this moment.
     *
     * @param quote the quote
     * @return the quote as it may be handed out now
     */
    public LiveQuote judge(Quote quote) {
        MarketMoment moment = calendar.moment(clock.instant());
        return freshness.judge(quote, moment, moment.isOpen() ? Closes.UNKNOWN : calendar.closes(moment.now()));
    }

    private Found find(Collection<Symbol> symbols, Demand demand) {
        Map<CacheKey<Quote>, Symbol> byKey = new LinkedHashMap<>();
        symbols.forEach(symbol -> byKey.put(CacheKeys.priceRt(symbol), symbol));
        if (byKey.isEmpty()) {
            return new Found(Map.of(), Set.of());
        }
        FeedLoader loader = new FeedLoader(byKey, demand);
        Map<CacheKey<Quote>, Cached<Quote>> read = reads.readAll(byKey.keySet(), demand, loader);
        Map<Symbol, Cached<Quote>> quotes = new LinkedHashMap<>();
        byKey.forEach((key, symbol) -> {
            Cached<Quote> cached = read.get(key);
            if (cached != null) {
                quotes.put(symbol, neverOlder(cached));
            } else {
                last.find(symbol).ifPresent(quote -> quotes.put(symbol, staleCopy(quote)));
            }
        });
        return new Found(quotes, loader.failed);
    }

    private Cached<Quote> neverOlder(Cached<Quote> cached) {
        Quote newest = last.newest(cached.value());
        return newest.equals(cached.value()) ? cached : cached.map(older -> newest);
    }

    private Cached<Quote> staleCopy(Quote quote) {
        telemetry.staleServed(Family.PRICE_RT);
        return new Cached<>(CacheEntry.of(quote, quote.version(), quote.receivedAt()), Source.STALE);
    }

    /** The batch key says which quotes were asked for and how old the oldest is; their prices stay under their own keys. */
    private void keepIndex(Collection<Cached<Quote>> quotes) {
        if (quotes.size() < 2) {
            return;
        }
        List<Symbol> symbols =
                quotes.stream().map(quote -> quote.value().symbol()).sorted().toList();
        Instant oldest = quotes.stream()
                .map(quote -> quote.value().asOf())
                .min(Instant::compareTo)
                .orElseThrow();
        CacheKey<BatchIndex> key = CacheKeys.pricesRt(symbols);
        MarketMoment moment = calendar.moment(clock.instant());
        Duration whole = timeToLive.of(key.family(), moment);
        Instant stored = quotes.stream()
                .map(quote -> quote.entry().storedAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Duration left = whole.minus(Duration.between(stored, moment.now()));
        if (left.compareTo(Duration.ZERO) > 0) {
            long version = ChronoUnit.MICROS.between(Instant.EPOCH, oldest);
            store.putIfNewer(key, CacheEntry.of(new BatchIndex(symbols, oldest), version, moment.now()), left);
        }
    }

    /**
     * What one search found.
     *
     * @param quotes those that are to be had
     * @param failed those that the feed was asked for in vain, because it failed
     */
    private record Found(Map<Symbol, Cached<Quote>> quotes, Set<Symbol> failed) {}

    /** Fetches what the cache does not have, and remembers for which symbols the feed failed. */
    private final class FeedLoader implements BatchReads.Loader<Quote> {
        private final Map<CacheKey<Quote>, Symbol> symbols;
        private final Demand demand;
        private final Set<Symbol> failed = new HashSet<>();

        FeedLoader(Map<CacheKey<Quote>, Symbol> symbols, Demand demand) {
            this.symbols = symbols;
            this.demand = demand;
        }

        @Override
        public Map<CacheKey<Quote>, Versioned<Quote>> load(Set<CacheKey<Quote>> keys, boolean cacheAnswers) {
            Map<Symbol, Quote> quotes = new HashMap<>();
            Set<Symbol> wanted = new LinkedHashSet<>();
            for (CacheKey<Quote> key : keys) {
                Symbol symbol = Objects.requireNonNull(symbols.get(key), "only keys that were asked for");
                Optional<Quote> remembered = cacheAnswers || demand.reload()
                        ? Optional.empty()
                        : last.find(symbol).filter(this::isAlive);
                remembered.ifPresentOrElse(quote -> quotes.put(symbol, quote), () -> wanted.add(symbol));
            }
            fetch(wanted, quotes);
            Map<CacheKey<Quote>, Versioned<Quote>> loaded = new HashMap<>();
            quotes.forEach(
                    (symbol, quote) -> loaded.put(CacheKeys.priceRt(symbol), new Versioned<>(quote, quote.version())));
            return loaded;
        }

        private void fetch(Set<Symbol> wanted, Map<Symbol, Quote> quotes) {
            List<Symbol> all = List.copyOf(wanted);
            for (int from = 0; from < all.size(); from += feed.batchLimit()) {
                List<Symbol> chunk = all.subList(from, Math.min(all.size(), from + feed.batchLimit()));
                try {
                    feed.fetch(new LinkedHashSet<>(chunk))
                            .forEach((symbol, quote) -> believed(quote).ifPresent(good -> quotes.put(symbol, good)));
                    telemetry.feedRequested(true);
                } catch (PortException e) {
                    telemetry.feedRequested(false);
                    LOG.log(Level.WARNING, "price feed {0} failed for {1} symbols: {2}", feed.name(), chunk.size(), e);
                    failed.addAll(chunk);
                }
            }
        }

        /** The quote, or when the guard does not believe it the last good one, which is served with its age, if any. */
        private Optional<Quote> believed(Quote stated) {
            Quote known = last.find(stated.symbol()).orElse(null);
            Quote whole = known == null ? stated : publisher.completed(stated, known);
            return switch (publisher.check(whole, known)) {
                case ACCEPTED -> {
                    // Also in the place of another price that was stated at the same moment.
                    last.published(whole);
                    yield Optional.of(whole);
                }
                case UNCHANGED -> Optional.of(whole);
                case OLDER, QUARANTINED, AHEAD, ANCIENT -> Optional.ofNullable(known);
            };
        }

        /** While the cache is away, a price serves as long as it would have lived there. */
        private boolean isAlive(Quote quote) {
            MarketMoment moment = calendar.moment(clock.instant());
            Duration lifetime = timeToLive.of(Family.PRICE_RT, moment);
            return Duration.between(quote.receivedAt(), moment.now()).compareTo(lifetime) < 0;
        }
    }
}
