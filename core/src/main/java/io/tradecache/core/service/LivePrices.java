package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Telemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The newest published price of each symbol as this node knows it, fed by the bus. A tick that states an older price than
 * the one before, or comes from a leader that another one has replaced, is passed over: so no price ever goes back, and
 * numbers only grow. Thread-safe.
 */
public final class LivePrices implements EventBus.Listener {

    private static final int CAPACITY = 10_000;
    private static final Logger LOG = System.getLogger(LivePrices.class.getName());

    private final LastQuotes last;
    private final Telemetry telemetry;
    private final Object telling = new Object();

    /** The symbol that was asked for or published longest ago goes first. */
    private final Map<Symbol, PriceTick> ticks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Symbol, PriceTick> eldest) {
            return size() > CAPACITY;
        }
    };

    /** True from the beginning: whoever has just come has missed all there was. */
    private final AtomicBoolean missed = new AtomicBoolean(true);

    private final AtomicBoolean asked = new AtomicBoolean();

    private final List<Consumer<List<PriceTick>>> followers = new CopyOnWriteArrayList<>();

    /**
     * Knows no price yet.
     *
     * @param last what this node has seen
     * @param telemetry what is counted
     */
    public LivePrices(LastQuotes last, Telemetry telemetry) {
        this.last = last;
        this.telemetry = telemetry;
    }

    /**
     * The newest published price of a symbol.
     *
     * @param symbol the symbol
     * @return empty when none was published since this node began to listen
     */
    public synchronized Optional<PriceTick> tick(Symbol symbol) {
        return Optional.ofNullable(ticks.get(symbol));
    }

    /**
     * The newest quote of a symbol that this node has seen.
     *
     * @param symbol the symbol
     * @return published or read; empty when there was none
     */
    public Optional<Quote> newest(Symbol symbol) {
        return last.find(symbol);
    }

    /**
     * Tells of every change of a price from now on.
     *
     * @param follower called on the thread that brought the change, which it must not hold up; what it throws is logged
     * @return ends the telling when closed
     */
    public EventBus.Subscription follow(Consumer<List<PriceTick>> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public void changed(ChangeEvent event) {
        // Prices are told of by themselves.
    }

    @Override
    public void priced(List<PriceTick> published) {
        // One after another, so that no follower hears of a price after the one that took its place.
        synchronized (telling) {
            List<PriceTick> news = accepted(published);
            if (!news.isEmpty()) {
                followers.forEach(follower -> tell(follower, news));
            }
        }
    }

    @Override
    public void lost() {
        missed.set(true);
    }

    @Override
    public void pricesAsked() {
        asked.set(true);
    }

    /** Prices may not have come here, or not have got to others. */
    void missed() {
        missed.set(true);
    }

    /** Whether prices may have been missed since the last time that this was asked. */
    boolean takeMissed() {
        return missed.getAndSet(false);
    }

    /** Whether some node has asked for prices since the last time that this was asked. */
    boolean takeAsked() {
        return asked.getAndSet(false);
    }

    /** The newest published price of every symbol that is known here. */
    synchronized List<PriceTick> all() {
        return List.copyOf(ticks.values());
    }

    private static void tell(Consumer<List<PriceTick>> follower, List<PriceTick> news) {
        try {
            follower.accept(news);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A follower of prices failed", e);
        }
    }

    /** The next ticks of symbols, for whoever publishes their quotes in an epoch. */
    synchronized List<PriceTick> numbered(Collection<Quote> quotes, long epoch) {
        return quotes.stream()
                .map(quote -> new PriceTick(quote, epoch, next(quote.symbol(), epoch)))
                .toList();
    }

    private long next(Symbol symbol, long epoch) {
        PriceTick known = ticks.get(symbol);
        return known == null || known.epoch() < epoch ? 1 : known.seq() + 1;
    }

    private synchronized List<PriceTick> accepted(List<PriceTick> published) {
        return published.stream().filter(this::accept).map(this::known).toList();
    }

    private PriceTick known(PriceTick tick) {
        return ticks.getOrDefault(tick.quote().symbol(), tick);
    }

    private boolean accept(PriceTick tick) {
        Symbol symbol = tick.quote().symbol();
        PriceTick known = ticks.get(symbol);
        if (known != null && !isNews(tick, known)) {
            return false;
        }
        long seq = known != null && known.epoch() == tick.epoch() ? Math.max(tick.seq(), known.seq() + 1) : tick.seq();
        ticks.put(symbol, new PriceTick(tick.quote(), tick.epoch(), seq));
        last.published(tick.quote());
        return true;
    }

    /** Several prices may be stated at one moment, as far as clocks can tell: then the later number is the newer one. */
    private boolean isNews(PriceTick tick, PriceTick known) {
        if (tick.epoch() < known.epoch()) {
            telemetry.priceRefused("fenced");
            return false;
        }
        Quote quote = tick.quote();
        Quote before = known.quote();
        return quote.version() > before.version()
                || (quote.version() == before.version()
                        && quote.price().compareTo(before.price()) != 0
                        && tick.isAfter(known));
    }
}
