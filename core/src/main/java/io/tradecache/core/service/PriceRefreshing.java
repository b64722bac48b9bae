package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.port.PriceInterest;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.QuoteGuard.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What makes prices new: in its rhythm on the node that leads, and on request on any. It starts no thread; whoever embeds
 * the core runs the loop. Thread-safe.
 */
public final class PriceRefreshing {

    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    private final PriceFeed feed;
    private final PricePublisher publisher;
    private final RefreshPolicyService policy;
    private final PriceHistory history;
    private final LivePrices live;
    private final Leadership leadership;
    private final PriceInterest interest;
    private final MarketCalendar calendar;
    private final Clock clock;
    private final Telemetry telemetry;
    private final FeedHealth health = new FeedHealth(RandomGenerator.getDefault());
    private final FeedReports reports;

    /**
     * Wires the parts.
     *
     * @param feed where prices come from
     * @param publisher brings them to everybody
     * @param policy when they are due
     * @param history where daily bars are kept
     * @param live the prices that are published
     * @param leadership which node keeps prices fresh
     * @param interest which prices are wanted
     * @param calendar what the market is doing
     * @param clock the present
     * @param telemetry what is counted
     */
    public PriceRefreshing(
            PriceFeed feed,
            PricePublisher publisher,
            RefreshPolicyService policy,
            PriceHistory history,
            LivePrices live,
            Leadership leadership,
            PriceInterest interest,
            MarketCalendar calendar,
            Clock clock,
            Telemetry telemetry) {
        this.feed = feed;
        this.publisher = publisher;
        this.policy = policy;
        this.history = history;
        this.live = live;
        this.leadership = leadership;
        this.interest = interest;
        this.calendar = calendar;
        this.clock = clock;
        this.telemetry = telemetry;
        this.reports = new FeedReports(feed.name(), health, clock);
    }

    /** What became of one symbol's price. */
    public enum Outcome {
        /** A newer price came, and was published. */
        REFRESHED,
        /** The price that is known is the newest. */
        UNCHANGED,
        /** What came is not believed, since it is older than what is known, or far from it. */
        REFUSED,
        /** The feed does not know the symbol. */
        UNKNOWN_SYMBOL,
        /** The feed gave no answer. */
        UNAVAILABLE
    }

    /**
     * Keeps the wanted prices fresh whenever this node leads.
     *
     * @return to be called by one loop, and closed at the end
     */
    public PriceRefresher refresher() {
        return new PriceRefresher(
                feed,
                publisher,
                policy,
                new SessionBars(history, calendar, live),
                leadership,
                interest,
                health,
                reports,
                clock,
                telemetry);
    }

    /**
     * Lets this node hear from the one that leads how the feed does.
     *
     * @param bus what the nodes tell each other on
     * @return ends the hearing when closed
     */
    public EventBus.Subscription listenTo(EventBus bus) {
        return reports.listenTo(bus);
    }

    /**
     * Whether prices can be expected to be fresh: as the node that leads has found, which tells the others once a second.
     *
     * @return not healthy on a node that was told to listen, and has heard nothing of a leader for ten seconds; of one that
     *     was not, what it has found itself
     */
    public FeedStatus status() {
        return reports.status();
    }

    /**
     * Fetches prices past every cache, and publishes those that are new. What was received within the last second is new
     * enough, so that nobody can use up what the provider allows by asking again and again.
     *
     * @param symbols whose prices
     * @return what became of each, in the order asked for
     */
    public Map<Symbol, Outcome> refetch(Collection<Symbol> symbols) {
        Map<Symbol, Outcome> outcomes = new LinkedHashMap<>();
        Instant justNow = clock.instant().minus(JUST_NOW);
        List<Symbol> distinct = new ArrayList<>();
        for (Symbol symbol : new LinkedHashSet<>(symbols)) {
            outcomes.put(symbol, Outcome.UNCHANGED);
            if (publisher
                    .known(symbol)
                    .filter(quote -> quote.receivedAt().isAfter(justNow))
                    .isEmpty()) {
                distinct.add(symbol);
            }
        }
        long epoch = leadership.epoch(PriceRefresher.ROLE);
        for (int from = 0; from < distinct.size(); from += feed.batchLimit()) {
            List<Symbol> chunk = distinct.subList(from, Math.min(distinct.size(), from + feed.batchLimit()));
            try {
                Map<Symbol, Quote> quotes = feed.fetch(Set.copyOf(chunk));
                telemetry.feedRequested(true);
                Map<Symbol, Outcome> stated = state(quotes.values(), epoch);
                chunk.forEach(symbol -> outcomes.put(symbol, stated.getOrDefault(symbol, Outcome.UNKNOWN_SYMBOL)));
            } catch (PortException e) {
                telemetry.feedRequested(false);
                chunk.forEach(symbol -> outcomes.put(symbol, Outcome.UNAVAILABLE));
            }
        }
        return outcomes;
    }

    /**
     * Publishes prices that were pushed in.
     *
     * @param quotes at most one for each symbol
     * @return what became of each
     */
    public Map<Symbol, Outcome> state(Collection<Quote> quotes) {
        return state(quotes, leadership.epoch(PriceRefresher.ROLE));
    }

    private Map<Symbol, Outcome> state(Collection<Quote> quotes, long epoch) {
        Map<Symbol, Outcome> outcomes = new LinkedHashMap<>();
        publisher.publish(quotes, epoch).forEach((symbol, verdict) -> outcomes.put(symbol, outcome(verdict)));
        return outcomes;
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> Outcome.REFRESHED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case OLDER, QUARANTINED, AHEAD, ANCIENT -> Outcome.REFUSED;
        };
    }
}
