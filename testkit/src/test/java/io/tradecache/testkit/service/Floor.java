package io.tradecache.testkit.service;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EarningsCalendar;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.service.PriceRefresher;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.RecordingTelemetry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Several nodes on one cache, one database and one price feed, whose only clock is moved by hand. */
final class Floor {

    static final Symbol AAPL = new Symbol("AAPL");
    static final Symbol MSFT = new Symbol("MSFT");

    final ManualClock clock;
    final InMemoryEventBus bus = new InMemoryEventBus();
    final InMemoryDatabase database = new InMemoryDatabase();
    final RecordingTelemetry telemetry = new RecordingTelemetry();
    final Feed feed = new Feed();
    final Map<Symbol, Double> volatilities = new HashMap<>();
    final Set<Symbol> reporting = new TreeSet<>();
    final List<Trader> traders = new ArrayList<>();
    private final InMemoryCacheStore store;
    private final InMemoryLeadership leadership;
    private final InMemoryPriceInterest interest;
    private final MarketCalendar calendar;

    Floor(String begin, MarketCalendar calendar) {
        this.clock = ManualClock.at(begin);
        this.calendar = calendar;
        this.store = new InMemoryCacheStore(clock, bus);
        this.leadership = new InMemoryLeadership(clock);
        this.interest = new InMemoryPriceInterest(clock);
    }

    /** Adds a node that wants symbols to be kept fresh. */
    Trader trader(Symbol... wanted) {
        Trader trader = new Trader("node-" + (traders.size() + 1), Set.of(wanted));
        traders.add(trader);
        return trader;
    }

    /** Lets time pass until an instant, and every node do what it would do meanwhile. */
    void run(String until) {
        Instant end = Instant.parse(until);
        while (clock.instant().isBefore(end)) {
            Instant next = end;
            for (Trader trader : traders) {
                if (trader.alive) {
                    Instant wish = trader.step();
                    next = wish.isBefore(next) ? wish : next;
                }
            }
            clock.set(next.toString());
        }
    }

    PriceHistory history() {
        return database.persistence().history();
    }

    /** One node. */
    final class Trader {
        final Tradecache tradecache;
        final List<PriceTick> heard = new ArrayList<>();
        final Line line = new Line(bus);
        private final PriceRefresher refresher;
        boolean alive = true;

        Trader(String name, Set<Symbol> wanted) {
            VolatilitySource volatility = symbol -> java.util.stream.Stream.ofNullable(volatilities.get(symbol))
                    .mapToDouble(Double::doubleValue)
                    .findFirst();
            EarningsCalendar earnings = (symbols, date) -> reporting;
            tradecache = Tradecache.builder(store, database.persistence(), feed, clock)
                    .calendar(calendar)
                    .telemetry(telemetry)
                    .volatility(volatility)
                    .earnings(earnings)
                    .cluster(line, leadership.of(name), interest.of(name))
                    .node(name)
                    .pause(clock::advance)
                    .build();
            line.onChange(tradecache.live());
            tradecache.refreshing().listenTo(line);
            tradecache.live().follow(heard::addAll);
            tradecache.wants().want(wanted);
            refresher = tradecache.refreshing().refresher();
        }

        Instant step() {
            tradecache.wants().declare();
            refresher.flush();
            return refresher.refreshDue();
        }

        /** Publishes what the stream has stated. */
        void flush() {
            refresher.flush();
        }

        PriceRefresher refresher() {
            return refresher;
        }

        Cached<LiveQuote> quote(Symbol symbol) {
            return tradecache.prices().quote(symbol, Demand.ANY);
        }
    }

    /** Answers with what it was told, stated now unless told otherwise; notes when it was asked; fails when told to. */
    final class Feed implements PriceFeed {
        final List<Instant> calls = new ArrayList<>();
        final List<Set<Symbol>> asked = new ArrayList<>();
        final Map<Symbol, BigDecimal> prices = new HashMap<>();
        boolean broken;
        Instant usedUpUntil = Instant.MIN;
        Instant statedAt = Instant.MAX;
        StreamListener listener = quote -> {};
        Set<Symbol> covered = Set.of();
        int openStreams;

        @Override
        public String name() {
            return "exchange";
        }

        @Override
        public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
            calls.add(clock.instant());
            asked.add(symbols);
            if (broken) {
                throw new PortException.Unavailable("price feed", symbols.toString(), new IOException("cut"));
            }
            if (clock.instant().isBefore(usedUpUntil)) {
                throw new PortException.UsedUp(
                        "price feed", symbols.toString(), new IOException("all calls are made"), usedUpUntil);
            }
            Map<Symbol, Quote> quotes = new HashMap<>();
            for (Symbol symbol : symbols) {
                BigDecimal price = prices.getOrDefault(symbol, new BigDecimal("100"));
                quotes.put(symbol, quote(symbol, price, statedAt.equals(Instant.MAX) ? clock.instant() : statedAt));
            }
            return quotes;
        }

        Quote quote(Symbol symbol, BigDecimal price, Instant asOf) {
            return new Quote(symbol, null, price, null, null, asOf, asOf, clock.instant(), name());
        }

        @Override
        public Optional<Stream> open(StreamListener hears) {
            openStreams++;
            listener = hears;
            return Optional.of(new Stream() {
                @Override
                public void want(Set<Symbol> symbols) {}

                @Override
                public Set<Symbol> covered() {
                    return covered;
                }

                @Override
                public void close() {
                    openStreams--;
                }
            });
        }

        @Override
        public int batchLimit() {
            return 100;
        }
    }
}
