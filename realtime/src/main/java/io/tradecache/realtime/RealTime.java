package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.port.Telemetry;
import io.tradecache.json.Codec;
import io.tradecache.realtime.ControlFrame.Welcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
    private static final long IDLE_MILLIS = 1_000;

    private final RealTimeSettings settings;
    private final Clock clock;
    private final PriceJson json;
    private final Dialect plain;
    private final Dialect batches;
    private final Dialect events;
    private final Wheel wheel = new Wheel();
    private final Hub hub;
    private final Lookup lookup;
    private final Commands commands;
    private final StatusWatch status;
    private final Drain drain;
    private final Gate gate;
    private final Subscription changes;
    private final Pace pace;
    private final ThreadPoolExecutor readers = threads("tradecache-realtime-reader", READERS, MOST_READS_WAITING);
    /** Apart from the readers, since a round asks a database about everybody. */
    private final ThreadPoolExecutor doorkeeper = threads("tradecache-realtime-access", 1, 1);

    private RealTime(
            RealTimeSettings settings, StreamAccess access, Tradecache tradecache, Telemetry telemetry, Clock clock) {
        Codec codec = new Codec();
        this.settings = settings;
        this.clock = clock;
        this.json = new PriceJson(codec, tradecache.prices()::judge, clock);
        this.plain = new PlainDialect(json);
        this.batches = new BatchDialect(json, wheel::millis);
        this.events = new EventStreamDialect(json);
        this.hub = new Hub(tradecache, telemetry, settings.connectionsOfUser());
        this.lookup = new Lookup(tradecache.prices(), hub, readers);
        this.commands = new Commands(codec.mapper(), json, settings, wheel, lookup);
        this.status = new StatusWatch(tradecache, hub, json, clock);
        this.drain = new Drain(hub, json, settings.drainWindow());
        this.gate =
                new Gate(access, new Origins(settings.origins()), hub, settings.connectionsOfUser(), drain::isBegun);
        this.changes = tradecache.coherence().onChange(hub::outdated);
        Expulsion expulsion = new Expulsion(hub, doorkeeper, wheel::millis);
        this.pace = Pace.start(wheel, status, new Strain(wheel, settings.interval(), telemetry), hub, expulsion);
    }

    /**
     * Begins to follow prices, for clients that come by the routes.
     *
     * @param settings the rhythm and the limits
     * @param access decides who may listen
     * @param tradecache whose prices, and whose users' objects
     * @param telemetry what is counted
     * @param clock the present; the same that {@code tradecache} reads
     * @return running, without a client yet
     * @throws IllegalArgumentException when every web site is allowed although users have to prove who they are
     */
    public static RealTime start(
            RealTimeSettings settings, StreamAccess access, Tradecache tradecache, Telemetry telemetry, Clock clock) {
        if (settings.origins().contains(Origins.ANY) && !access.isOpen()) {
            throw new IllegalArgumentException("where users prove who they are, the origins must be named one by one");
        }
        return new RealTime(settings, access, tradecache, telemetry, clock);
    }

    /**
     * Declares the routes {@code /ws/prices} and {@code /api/v1/stream/prices}, and that of the client for browsers. The
     * WebSocket is opened after all handlers that the server has before upgrades; none of those that come after an upgrade,
     * or look at messages, is called for it.
     *
     * @param config of the web server, before it starts
     */
    public void register(JavalinConfig config) {
        new WebSocketRoute(settings, gate, this).register(config);
        new EventStreamRoute(settings, gate, this).register(config);
        new BrowserClientRoute().register(config);
    }

    /** Lets nobody in any more, sends the clients away one after another, and ends the threads. */
    @Override
    public void close() {
        if (drain.begin()) {
            drain.sendAway();
            hub.close();
            changes.close();
            pace.close();
            readers.shutdownNow();
            doorkeeper.shutdownNow();
        }
    }

    /** How many symbols somebody listens to. */
    int topics() {
        return hub.topics();
    }

    /** A client that may speak, and is not taken in yet. */
    Client client(Outbound outbound, boolean speaksBatches, Visitor visitor) {
        Session session = session(new Peer(outbound, speaksBatches ? batches : plain, visitor));
        Throttle throttle = new Throttle(settings.messagesASecond(), wheel::millis);
        return new Client(session, throttle, commands, settings.longestMessage(), hub.telemetry());
    }

    /** Takes in a client that may speak, or sends it away; from now on its connection may close at any time. */
    void welcome(Client client) {
        Session session = client.session();
        if (!hub.opened(session)) {
            gate.reject("connections");
            session.close(CloseCode.TOO_MANY_CONNECTIONS, "too many connections");
        } else if (session.dialect().isTalkative()) {
            session.tell(json.frame(new Welcome(clock.instant(), hub.epoch(), settings)));
            session.tell(status.market());
            session.tell(status.feed());
        }
        wheel.add(session);
        sendAwayIfClosing(session);
    }

    /** Takes in a client of server-sent events, which does not speak. Empty when its user has no place left. */
    Optional<Session> listener(Outbound outbound, Visitor visitor) {
        Session session = session(new Peer(outbound, events, visitor));
        if (!hub.opened(session)) {
            return Optional.empty();
        }
        wheel.add(session);
        sendAwayIfClosing(session);
        return Optional.of(session);
    }

    /** A client that was let in just before all were sent away. */
    private void sendAwayIfClosing(Session session) {
        if (drain.isBegun()) {
            session.close(CloseCode.RESTART, "the node stops");
        }
    }

    /** Lets a client listen to symbols, and sends it what is known of them. */
    void subscribe(Session session, List<Symbol> symbols) {
        session.subscribe(symbols);
        lookup.answer(session, symbols);
    }

    private Session session(Peer peer) {
        return new Session(peer, hub, settings, wheel::millis);
    }

    /** None while there is nothing to do. */
    private static ThreadPoolExecutor threads(String name, int most, int mostWaiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_MILLIS, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(mostWaiting), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
