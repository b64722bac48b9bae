package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.QuoteGuard;
import io.tradecache.core.rules.QuoteGuard.Judgement;
import io.tradecache.core.rules.QuoteGuard.Known;
import io.tradecache.core.rules.QuoteGuard.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings new quotes to everybody: what passes the guard is written to the shared cache, then told on this node and to all
 * others. The database is not asked, and trouble with the cache keeps no price from this node's own followers.
 * Thread-safe.
 */
public final class PricePublisher {

    private static final int MOST_DOUBTED = 1_000;
    /** No quote lives less in the shared cache. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    /** How many prices are told again in one message. */
    private static final int MOST_TOLD = 500;

    private final LivePrices live;
    private final CacheStore store;
    private final EventBus bus;
    private final Lifetimes lifetimes;
    private final QuoteGuard guard;
    private final Telemetry telemetry;

    private final OwnPrices own;

    /** Statements that are not believed yet, of the few symbols that have any. */
    private final Map<Symbol, List<Quote>> doubted = new HashMap<>();

    /**
     * Wires the parts.
     *
     * @param live the prices that are published
     * @param store the cache that all nodes share
     * @param bus what other nodes hear
     * @param lifetimes how long quotes live
     * @param guard which quotes are believed
     * @param telemetry what is counted
     */
    public PricePublisher(
            LivePrices live,
            CacheStore store,
            EventBus bus,
            Lifetimes lifetimes,
            QuoteGuard guard,
            Telemetry telemetry) {
        this.live = live;
        this.store = store;
        this.bus = bus;
        this.lifetimes = lifetimes;
        this.guard = guard;
        this.telemetry = telemetry;
        this.own = new OwnPrices(live);
    }

    /** The newest quote of a symbol that was published, as far as this node knows. */
    Optional<Quote> known(Symbol symbol) {
        return live.tick(symbol).map(PriceTick::quote);
    }

    /**
     * A quote with what the one before it said and it leaves out. Volume and previous close are those of one session: they
     * are not taken over into the next.
     */
    Quote completed(Quote quote, Quote before) {
        return lifetimes.isSameSession(before.asOf(), quote.asOf()) ? quote.completedBy(before) : quote.namedBy(before);
    }

    /** What the guard says of a quote, beside the newest one that passed before it. */
    synchronized Verdict check(Quote stated, @Nullable Quote known) {
        Optional<Verdict> misdated = QuoteGuard.misdated(stated);
        if (misdated.isPresent()) {
            telemetry.priceRefused(misdated.get().label());
            return misdated.get();
        }
        Symbol symbol = stated.symbol();
        Judgement judgement =
                guard.judge(known == null ? null : new Known(known, doubted.getOrDefault(symbol, List.of())), stated);
        List<Quote> doubts = judgement.known().doubted();
        doubted.remove(symbol);
        if (!doubts.isEmpty() && doubted.size() < MOST_DOUBTED) {
            doubted.put(symbol, doubts);
        }
        Verdict verdict = judgement.verdict();
        if (verdict != Verdict.ACCEPTED && verdict != Verdict.UNCHANGED) {
            telemetry.priceRefused(verdict.label());
        }
        return verdict;
    }

    /**
     * Checks quotes and publishes those that pass.
     *
     * @param stated one for each symbol; what it leaves out is taken from the one before
     * @param epoch in whose name
     * @return what became of each
     */
    Map<Symbol, Verdict> publish(Collection<Quote> stated, long epoch) {
        Map<Symbol, Verdict> verdicts = new LinkedHashMap<>();
        List<Quote> accepted = new ArrayList<>();
        for (Quote quote : stated) {
            Quote known = known(quote.symbol()).orElse(null);
            Quote whole = known == null ? quote : completed(quote, known);
            Verdict verdict = check(whole, known);
            verdicts.put(whole.symbol(), verdict);
            if (verdict == Verdict.ACCEPTED) {
                accepted.add(whole);
            }
        }
        spread(accepted, epoch);
        return verdicts;
    }

    /** Writes checked quotes to the cache, and tells everybody. */
    void spread(Collection<Quote> accepted, long epoch) {
        if (accepted.isEmpty()) {
            return;
        }
        store(accepted);
        List<PriceTick> ticks = live.numbered(accepted, epoch);
        // The others first: if this node ended now, nobody would know of a price that was shown here alone.
        if (!bus.publish(ticks)) {
            live.missed();
        }
        live.priced(ticks);
        own.published(ticks);
    }

    /**
     * Makes good what a broken bus has cost: asks for prices where some may have been missed here, and tells those again
     * that may not have got to others. To be called a few times a second.
     *
     * @param leads whether this node answers for all prices, and not only for those that it has published
     */
    void catchUp(boolean leads) {
        boolean missed = live.takeMissed();
        if (missed && !bus.askForPrices()) {
            live.missed();
            return;
        }
        if (!live.takeAsked() && !missed) {
            return;
        }
        List<PriceTick> told = leads ? live.all() : own.stillNewest();
        if (missed) {
            store(told.stream().map(PriceTick::quote).filter(this::isRecent).toList());
        }
        for (int from = 0; from < told.size(); from += MOST_TOLD) {
            if (!bus.publish(told.subList(from, Math.min(told.size(), from + MOST_TOLD)))) {
                live.missed();
                return;
            }
        }
    }

    /** Tells all nodes how the feed does; a report that gets lost is followed by another one. */
    void report(FeedReport report) {
        bus.publish(report);
    }

    /** What would have expired by now must not come to life again. */
    private boolean isRecent(Quote quote) {
        return quote.receivedAt().isAfter(lifetimes.clock().instant().minus(RECENT));
    }

    private void store(Collection<Quote> quotes) {
        for (Quote quote : quotes) {
            CacheKey<Quote> key = CacheKeys.priceRt(quote.symbol());
            CacheEntry<Quote> entry =
                    CacheEntry.of(quote, quote.version(), lifetimes.clock().instant());
            store.putIfNewer(key, entry, lifetimes.shared(key, entry));
        }
    }
}
