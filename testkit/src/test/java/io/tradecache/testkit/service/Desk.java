package io.tradecache.testkit.service;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.service.HoldingService.NewHolding;
import io.tradecache.core.service.ItemService.NewItem;
import io.tradecache.testkit.FaultyCacheStore;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.RecordingTelemetry;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A whole tradecache over in-memory adapters, whose clock is moved by hand and whose parts fail when told to. */
final class Desk {

    static final UserId AMELIA = new UserId("amelia");
    static final UserId BRUNO = new UserId("bruno");
    static final Symbol AAPL = new Symbol("AAPL");
    static final Symbol MSFT = new Symbol("MSFT");

    final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    final RecordingTelemetry telemetry = new RecordingTelemetry();
    final List<ChangeEvent> events = new CopyOnWriteArrayList<>();
    final InMemoryEventBus bus = new InMemoryEventBus();
    final FaultyCacheStore cache = new FaultyCacheStore(new InMemoryCacheStore(clock, bus));
    final Feed feed = new Feed();
    final Persistence persistence;
    final Tradecache tradecache;

    Desk() {
        this(UnaryOperator.identity());
    }

    Desk(UnaryOperator<Persistence> around) {
        AtomicInteger ids = new AtomicInteger(100);
        bus.onChange(events::add);
        persistence = around.apply(new InMemoryDatabase().persistence());
        tradecache = Tradecache.builder(cache, persistence, feed, clock)
                .telemetry(telemetry)
                .ids(() -> Integer.toString(ids.incrementAndGet()))
                .node("node-1")
                .pause(clock::advance)
                .build();
    }

    Portfolio portfolio(UserId owner, String name) {
        return tradecache.portfolios().create(owner, name, null, null).value();
    }

    Watchlist watchlist(UserId owner, String name) {
        return tradecache.watchlists().create(owner, name, null).value();
    }

    Holding holding(Portfolio portfolio, Symbol symbol, String quantity, String price) {
        NewHolding wanted = new NewHolding(symbol, new BigDecimal(quantity), new BigDecimal(price), null, null);
        return tradecache
                .holdings()
                .create(portfolio.userId(), portfolio.portfolioId(), wanted)
                .value();
    }

    WatchlistItem item(Watchlist watchlist, Symbol symbol) {
        return tradecache
                .items()
                .add(watchlist.userId(), watchlist.watchlistId(), new NewItem(symbol, null, null, null))
                .value();
    }

    /** A feed that says what it was told, counts its calls, and fails when told to. */
    final class Feed implements PriceFeed {
        private final InMemoryPriceFeed prices = new InMemoryPriceFeed(clock);
        final List<Set<Symbol>> calls = new ArrayList<>();
        boolean broken;

        void state(Symbol symbol, String price) {
            prices.state(symbol, new BigDecimal(price));
        }

        @Override
        public String name() {
            return prices.name();
        }

        @Override
        public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
            calls.add(symbols);
            if (broken) {
                throw new PortException.Unavailable("price feed", symbols.toString(), new IOException("cut"));
            }
            return prices.fetch(symbols);
        }

        @Override
        public int batchLimit() {
            return 3;
        }
    }
}
