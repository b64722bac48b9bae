package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.Telemetry;
import io.tradecache.json.Codec;
import io.tradecache.realtime.ControlFrame.Welcome;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Live prices to clients, running: the routes of a web server, and the threads that serve them. Close it before the web
 * server, so that clients are told to come again. Thread-safe.
 */
public final class RealTime implements AutoCloseable {

    private static final int READERS = 2;
    private static final int MOST_READS_WAITING = 1_000;
    private static final long READER_IDLE_MILLIS = 1_000;

    private final RealTimeSettings settings;
    private final Telemetry telemetry;
    private final Clock clock;
    private final PriceJson json;
    private final Wheel wheel = new Wheel();
    private final Hub hub;
    private final Lookup lookup;
    private final Commands commands;
    private final StatusWatch status;
    private final Drain drain;
    private final Pace pace;
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            READER_IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_READS_WAITING),
            RealTime::reader);

    private RealTime(RealTimeSettings settings, Tradecache tradecache, Telemetry telemetry, Clock clock) {
        Codec codec = new Codec();
        this.settings = settings;
        this.telemetry = telemetry;
        this.clock = clock;
        this.json = new PriceJson(codec, tradecache.prices()::judge, clock);
        this.hub = new Hub(tradecache.live(), tradecache.wants(), telemetry);
        this.lookup = new Lookup(tradecache.prices(), hub, readers);
        this.commands = new Commands(codec.mapper(), json, settings, wheel, lookup);
        this.status = new StatusWatch(tradecache, hub, json, clock);
        this.drain = new Drain(hub, json, settings.drainWindow());
        readers.allowCoreThreadTimeOut(true);
        this.pace = Pace.start(wheel, status);
    }

    /**
     * Begins to follow prices, for clients that come by the routes.
     *
     * @param settings the rhythm and the limits
     * @param tradecache whose prices
     * @param telemetry what is counted
     * @param clock the present; the same that {@code tradecache} reads
     * @return running, without a client yet
     */
    public static RealTime start(RealTimeSettings settings, Tradecache tradecache, Telemetry telemetry, Clock clock) {
        return new RealTime(settings, tradecache, telemetry, clock);
    }

    /**
     * Declares the routes {@code /ws/prices} and {@code /api/v1/stream/prices}, and that of the client for browsers.
     *
     * @param config of the web server, before it starts
     */
    public void register(JavalinConfig config) {
        new WebSocketRoute(settings, this).register(config);
        new EventStreamRoute(settings, this).register(config);
        new BrowserClientRoute().register(config);
    }

    /** Lets nobody in any more, sends the clients away one after another, and ends the threads. */
    @Override
    public void close() {
        if (drain.begin()) {
            drain.sendAway();
            hub.close();
            pace.close();
            readers.shutdownNow();
        }
    }

    /** Whether nobody is let in any more. */
    boolean isClosing() {
        return drain.isBegun();
    }

    /** How many symbols somebody listens to. */
    int topics() {
        return hub.topics();
    }

    /** Takes in a client that may speak. */
    Client client(Outbound outbound, boolean batches) {
        Session session = opened(outbound, batches ? new BatchDialect(json) : new PlainDialect(json));
        if (batches) {
            session.tell(json.frame(new Welcome(clock.instant(), hub.epoch(), settings)));
            session.tell(status.market());
        }
        return new Client(session, new Throttle(settings.messagesASecond(), wheel::millis), commands, telemetry);
    }

    /** Takes in a client of server-sent events, which does not speak. */
    Session listener(Outbound outbound) {
        return opened(outbound, new EventStreamDialect(json));
    }

    /** Lets a client listen to symbols, and sends it what is known of them. */
    void subscribe(Session session, List<Symbol> symbols) {
        session.subscribe(symbols);
        lookup.answer(session, symbols);
    }

    private Session opened(Outbound outbound, Dialect dialect) {
        Session session = new Session(outbound, dialect, hub, settings, wheel::millis, telemetry);
        hub.opened(session);
        wheel.add(session);
        return session;
    }

    private static Thread reader(Runnable work) {
        Thread thread = new Thread(work, "tradecache-realtime-reader");
        thread.setDaemon(true);
        return thread;
    }
}
