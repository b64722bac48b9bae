package io.tradecache.realtime;

import io.tradecache.core.Tradecache;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.service.LivePrices;
import io.tradecache.core.service.PriceWants;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Who listens to what. A symbol is wanted from the cluster as long as somebody here listens to it. Thread-safe.
 */
final class Hub implements AutoCloseable {

    private final LivePrices live;
    private final PriceWants wants;
    private final Function<Quote, LiveQuote> judge;
    private final Telemetry telemetry;
    private final Map<Symbol, Topic> topics = new ConcurrentHashMap<>();
    private final Roster roster;
    private final AtomicLong epoch = new AtomicLong();
    private final Subscription following;

    /**
     * Nobody listens yet.
     *
     * @param tradecache where prices are published, wanted and judged
     * @param telemetry what is counted
     * @param mostOfUser how many connections one user may have
     */
    Hub(Tradecache tradecache, Telemetry telemetry, int mostOfUser) {
        this.live = tradecache.live();
        this.wants = tradecache.wants();
        this.judge = tradecache.prices()::judge;
        this.telemetry = telemetry;
        this.roster = new Roster(mostOfUser);
        this.following = live.follow(this::priced);
    }

    /** The greatest epoch that prices were published in, as far as it was seen here; 0 before that. */
    long epoch() {
        return epoch.get();
    }

    /** Everybody who is connected, at some moment during the call. */
    List<Session> sessions() {
        return roster.all();
    }

    /** What is counted. */
    Telemetry telemetry() {
        return telemetry;
    }

    /** How many symbols somebody listens to. */
    int topics() {
        return topics.size();
    }

    /** Whether the user may have one more connection, as far as can be seen. */
    boolean hasPlace(Visitor visitor) {
        return roster.hasPlace(visitor);
    }

    /** Takes a client in. False when its user has as many connections as one may have. */
    boolean opened(Session session) {
        boolean entered = roster.enter(session);
        if (entered) {
            telemetry.clientConnected(session.peer().transport(), true);
        }
        return entered;
    }

    void closed(Session session) {
        if (roster.leave(session)) {
            telemetry.clientConnected(session.peer().transport(), false);
        }
    }

    /** Has the clients of its owner told that an object is no longer as it was. */
    void outdated(Outdated object) {
        (object.equals(Outdated.EVERYTHING) ? roster.ofUsers() : roster.of(object.userId()))
                .forEach(session -> session.outdated(object));
    }

    /** One more listens to a symbol; each must leave once. */
    Topic join(Symbol symbol) {
        Topic topic = topics.compute(symbol, (wanted, known) -> {
            Topic joined = known == null ? new Topic(wanted, wants.want(Set.of(wanted)), judge) : known;
            joined.joined();
            return joined;
        });
        // Looked up when ticks find the topic already, so that none can fall between.
        live.tick(symbol).map(Price::published).ifPresent(tick -> {
            topic.offer(tick);
            live.newest(symbol).map(Price::read).ifPresent(topic::offer);
        });
        return topic;
    }

    /** One less listens to a symbol. */
    void leave(Topic topic) {
        topics.computeIfPresent(topic.symbol(), (symbol, known) -> known.isDeserted() ? null : known);
    }

    /** Takes a price that was not published, but read, where somebody listens to its symbol. */
    void read(Price price) {
        Topic topic = topics.get(price.quote().symbol());
        if (topic != null) {
            topic.offer(price);
        }
    }

    /** The symbols among these whose price is not known here, or that nobody listened to before. */
    List<Symbol> takeUnread(List<Symbol> symbols) {
        return symbols.stream()
                .filter(symbol -> {
                    Topic topic = topics.get(symbol);
                    return topic != null && topic.takeUnread();
                })
                .toList();
    }

    /** Looks how fresh the prices still are, and has listeners told where that is no longer as they know it. */
    void judge() {
        topics.values().forEach(Topic::judge);
    }

    /** Counts what is listened to. */
    void countSubscriptions() {
        int subscriptions = topics.values().stream().mapToInt(Topic::listeners).sum();
        telemetry.clientSubscriptions(topics.size(), subscriptions);
    }

    /** Follows prices no more. */
    @Override
    public void close() {
        following.close();
    }

    private void priced(List<PriceTick> ticks) {
        for (PriceTick tick : ticks) {
            epoch.accumulateAndGet(tick.epoch(), Math::max);
            Topic topic = topics.get(tick.quote().symbol());
            if (topic != null) {
                topic.offer(Price.published(tick));
            }
        }
    }
}
