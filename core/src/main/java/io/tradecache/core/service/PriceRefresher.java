package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.PriceInterest;
import io.tradecache.core.port.Telemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the wanted prices fresh, on the one node that leads: a provider's stream is held open where there is one, and what
 * it does not cover is fetched when the refresh policy says so, all symbols that are due in one call. Not thread-safe: one
 * loop calls {@link #refreshDue} when the last call said, and {@link #flush} a few tens of times a second.
 */
public final class PriceRefresher implements AutoCloseable {

    /** What the leading node is chosen for. */
    public static final String ROLE = "prices";

    /** How often it is looked which symbols are wanted and due. */
    public static final Duration TICK = Duration.ofSeconds(1);

    /** What a stream covers is fetched so often: it tells neither previous close nor volume, nor what it will not stream. */
    private static final Duration COVERED = Duration.ofMinutes(5);

    private static final Logger LOG = System.getLogger(PriceRefresher.class.getName());

    private final PriceFeed feed;
    private final PricePublisher publisher;
    private final RefreshPolicyService policy;
    private final SessionBars bars;
    private final Leadership leadership;
    private final PriceInterest interest;
    private final FeedHealth health;
    private final FeedReports reports;
    private final Clock clock;
    private final Telemetry telemetry;

    /** When each wanted symbol is to be fetched; one that is not in here was never fetched by this leader. */
    private final Map<Symbol, Instant> due = new HashMap<>();

    /** When each wanted symbol was fetched last by this leader. */
    private final Map<Symbol, Instant> fetched = new HashMap<>();

    private final StreamedQuotes streamed;
    private Set<Symbol> wanted = Set.of();
    private volatile boolean leads;

    /** The role was lost while the loop was busy. */
    private volatile boolean lapsed;

    /** When the market's phase is to change next, as far as was known at the last look. */
    private Instant nextChange = Instant.MIN;

    private long epoch;

    PriceRefresher(
            PriceFeed feed,
            PricePublisher publisher,
            RefreshPolicyService policy,
            SessionBars bars,
            Leadership leadership,
            PriceInterest interest,
            FeedHealth health,
            FeedReports reports,
            Clock clock,
            Telemetry telemetry) {
        this.feed = feed;
        this.publisher = publisher;
        this.policy = policy;
        this.bars = bars;
        this.leadership = leadership;
        this.interest = interest;
        this.health = health;
        this.reports = reports;
        this.clock = clock;
        this.telemetry = telemetry;
        this.streamed = new StreamedQuotes(feed, publisher, bars, health);
    }

    /**
     * Fetches and publishes what is due, if this node leads.
     *
     * @return when to call again at the latest
     * @throws PortException when it cannot be found out who leads; this node then leads no more
     */
    public Instant refreshDue() {
        Instant now = clock.instant();
        if (lapsed) {
            stepDown();
            lapsed = false;
        }
        try {
            if (!leadership.lead(ROLE)) {
                stepDown();
                return now.plus(TICK);
            }
            if (!leads) {
                begin();
            }
        } catch (PortException e) {
            stepDown();
            throw e;
        }
        look();
        followCalendar(now);
        streamed.want(wanted);
        fetchDue(now);
        bars.keep(now, wanted);
        telemetry.priceAge(oldest(now));
        return next(now);
    }

    /**
     * Keeps the role while a fetch takes its time, and closes the provider's stream at once when that fails, for another
     * node may open its own then. Tells the other nodes how the feed does meanwhile. To be called a few times a second by
     * another thread than the loop's. Thread-safe.
     */
    public void renew() {
        if (!leads || lapsed) {
            return;
        }
        try {
            lapsed = !leadership.lead(ROLE);
        } catch (PortException e) {
            lapsed = true;
        }
        if (lapsed) {
            streamed.close();
        }
        report();
    }

    /**
     * Publishes what the provider's stream has stated since the last call, what was lost on the way, and how the feed does.
     *
     * @return how many quotes were published
     */
    public int flush() {
        report();
        publisher.catchUp(leads && !lapsed);
        return leads && !lapsed ? streamed.flush(epoch) : 0;
    }

    /** Closes the provider's stream, and lets another node lead at once. */
    @Override
    public void close() {
        boolean led = leads;
        stepDown();
        if (led) {
            leadership.resign(ROLE);
        }
    }

    private void begin() {
        epoch = leadership.epoch(ROLE);
        due.clear();
        fetched.clear();
        bars.begin();
        streamed.open();
        reports.begin(epoch);
        leads = true;
        LOG.log(Level.INFO, "this node keeps prices fresh, epoch {0}", epoch);
    }

    /** The stream first: another node's would be refused while it is open. */
    private void stepDown() {
        if (leads) {
            streamed.close();
            bars.end(clock.instant());
            reports.end();
            health.forget();
            leads = false;
            LOG.log(Level.INFO, "another node may keep prices fresh now");
        }
    }

    private void report() {
        if (!lapsed) {
            reports.due().ifPresent(publisher::report);
        }
    }

    private void look() {
        try {
            wanted = interest.all();
        } catch (PortException e) {
            LOG.log(Level.WARNING, "cannot see what other nodes want, going on with {0} symbols", wanted.size());
        }
        due.keySet().retainAll(wanted);
        fetched.keySet().retainAll(wanted);
    }

    /** When the market will do otherwise than was known, what is due when is reckoned anew. */
    private void followCalendar(Instant now) {
        Instant change = policy.nextChange(now);
        if (nextChange.isAfter(now) && !change.equals(nextChange)) {
            due.clear();
        }
        nextChange = change;
    }

    private void fetchDue(Instant now) {
        Set<Symbol> covered = streamed.covered();
        List<Symbol> ask = wanted.stream()
                .filter(symbol -> !now.isBefore(dueAt(symbol)))
                .filter(symbol -> !covered.contains(symbol) || !isFetchedLately(symbol, now))
                .sorted(Comparator.comparing(this::dueAt).thenComparing(Comparator.naturalOrder()))
                .toList();
        if (ask.isEmpty() || !health.allows(now)) {
            return;
        }
        for (int from = 0; from < ask.size(); from += feed.batchLimit()) {
            if (!fetch(ask.subList(from, Math.min(ask.size(), from + feed.batchLimit())), now)) {
                return;
            }
        }
    }

    private boolean isFetchedLately(Symbol symbol, Instant now) {
        Instant last = fetched.get(symbol);
        return last != null && now.isBefore(last.plus(COVERED));
    }

    private Instant dueAt(Symbol symbol) {
        Instant known = due.get(symbol);
        return known == null ? afterLastQuote(symbol) : known;
    }

    /** Another leader may have fetched it just now. */
    private Instant afterLastQuote(Symbol symbol) {
        return publisher
                .known(symbol)
                .map(quote -> after(symbol, quote.receivedAt()))
                .orElse(Instant.MIN);
    }

    private Instant after(Symbol symbol, Instant fetched) {
        return policy.decide(symbol, DataType.PRICE_CURRENT, fetched).nextRefreshAt();
    }

    private boolean fetch(List<Symbol> symbols, Instant now) {
        Map<Symbol, Quote> quotes;
        try {
            quotes = feed.fetch(new LinkedHashSet<>(symbols));
        } catch (PortException.UsedUp e) {
            health.usedUp(e);
            return false;
        } catch (RuntimeException e) {
            telemetry.feedRequested(false);
            health.failed(clock.instant(), e);
            return false;
        }
        telemetry.feedRequested(true);
        health.succeeded();
        publisher.publish(quotes.values(), epoch);
        for (Symbol symbol : symbols) {
            due.put(symbol, after(symbol, now));
            fetched.put(symbol, now);
        }
        return true;
    }

    private Duration oldest(Instant now) {
        return wanted.stream()
                .map(publisher::known)
                .flatMap(Optional::stream)
                .map(quote -> Duration.between(quote.asOf(), now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Instant next(Instant now) {
        Instant soonest = now.plus(TICK);
        for (Instant each : due.values()) {
            if (each.isAfter(now) && each.isBefore(soonest)) {
                soonest = each;
            }
        }
        return soonest;
    }
}
