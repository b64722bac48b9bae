package io.tradecache.realtime;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.json.Codec;
import io.tradecache.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that serves clients, without a thread: the test turns the wheel, and prices are read on the spot. */
final class Desk implements Telemetry {

    static final Visitor NOBODY = new Visitor(null, false);

    private static final long TURNS_BETWEEN_LOOKS = 100;

    /** What the next prices are published with. */
    BigDecimal previousClose = new BigDecimal("150");

    String source = "manual";
    Duration delay = Duration.ZERO;
    private long epoch = 7;
    private long turns;

    final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    final InMemoryPriceFeed feed = new InMemoryPriceFeed(clock);
    final Tradecache tradecache;
    final RealTimeSettings settings;
    final PriceJson json;
    final Wheel wheel = new Wheel();
    final Dialect plain;
    final Dialect batches;
    final Hub hub;
    final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Commands commands;
    private final Map<Symbol, Long> seqs = new HashMap<>();

    Desk() {
        this(RealTimeSettings.shipped());
    }

    Desk(RealTimeSettings settings) {
        this(settings, new AlwaysOpen());
    }

    Desk(RealTimeSettings settings, MarketCalendar calendar) {
        this.settings = settings;
        tradecache = Tradecache.builder(
                        new InMemoryCacheStore(clock, new InMemoryEventBus()),
                        new InMemoryDatabase().persistence(),
                        feed,
                        clock)
                .calendar(calendar)
                .build();
        json = new PriceJson(new Codec(), tradecache.prices()::judge, clock);
        plain = new PlainDialect(json);
        batches = new BatchDialect(json, wheel::millis);
        hub = new Hub(tradecache, this, settings.connectionsOfUser());
        Lookup lookup = new Lookup(tradecache.prices(), hub, Runnable::run);
        commands = new Commands(new Codec().mapper(), json, settings, wheel, lookup);
    }

    /** A client that reads symbol and price of every frame. */
    Client plain(Outbound outbound) {
        return client(outbound, plain);
    }

    /** A client of the subprotocol. */
    Client batching(Outbound outbound) {
        return client(outbound, batches);
    }

    Client client(Outbound outbound, Dialect dialect) {
        return client(session(outbound, dialect));
    }

    Client client(Session session) {
        return new Client(
                session,
                new Throttle(settings.messagesASecond(), wheel::millis),
                commands,
                settings.longestMessage(),
                this);
    }

    Session session(Outbound outbound, Dialect dialect) {
        return session(new Peer(outbound, dialect, NOBODY));
    }

    Session session(Peer peer) {
        Session session = new Session(peer, hub, settings, wheel::millis);
        hub.opened(session);
        wheel.add(session);
        return session;
    }

    /** Publishes the next price of a symbol, a millisecond after the one before. */
    PriceTick publish(String symbol, String price) {
        clock.advance(Duration.ofMillis(1));
        Symbol priced = new Symbol(symbol);
        PriceTick tick = new PriceTick(
                new Quote(
                        priced,
                        null,
                        new BigDecimal(price),
                        previousClose,
                        1_000L,
                        clock.instant().minus(delay),
                        null,
                        clock.instant(),
                        source),
                epoch,
                seqs.merge(priced, 1L, Long::sum));
        tradecache.live().priced(List.of(tick));
        return tick;
    }

    /** Another leader publishes from now on, and counts from one again. */
    void changeLeader() {
        epoch++;
        seqs.clear();
    }

    /** Whoever publishes forgets how far it has counted, in the same epoch. */
    void forgetNumbers() {
        seqs.clear();
    }

    /** Lets time pass on the wheel, and on the clock; once a second prices are judged again. */
    void pass(Duration time) {
        for (long step = 0; step < time.toMillis() / Wheel.STEP.toMillis(); step++) {
            clock.advance(Wheel.STEP);
            wheel.turn();
            turns++;
            if (turns % TURNS_BETWEEN_LOOKS == 0) {
                hub.judge();
            }
        }
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public void clientConnected(String transport, boolean connected) {
        counts.merge(transport, connected ? 1 : -1, Integer::sum);
        counts.merge(connected ? "opened" : "left", 1, Integer::sum);
    }

    @Override
    public void clientMessage(String transport, String result) {
        counts.merge(transport + " " + result, 1, Integer::sum);
    }

    @Override
    public void clientDropped(String transport, String reason) {
        counts.merge(transport + " dropped as " + reason, 1, Integer::sum);
    }

    @Override
    public void clientClosed(String transport, int code) {
        counts.merge(transport + " closed " + code, 1, Integer::sum);
        counts.merge("closed", 1, Integer::sum);
    }

    @Override
    public void clientRejected(String reason) {
        counts.merge("rejected as " + reason, 1, Integer::sum);
    }

    @Override
    public void pricesSent(String transport, int prices, long conflated) {
        counts.merge(transport + " prices", prices, Integer::sum);
        counts.merge(transport + " conflated", (int) conflated, Integer::sum);
    }

    @Override
    public void clientSubscriptions(int symbols, int subscriptions) {
        counts.put("symbols", symbols);
        counts.put("subscriptions", subscriptions);
    }

    @Override
    public void fanOutStretched(int factor) {
        counts.put("factor", factor);
    }
}
