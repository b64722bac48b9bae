package io.tradecache.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the options of a run, which has defaults for all but the targets. Not thread-safe. */
public final class LoadOptionsBuilder {

    /** Well-known tickers, which the simulated feed has prices of. */
    public static final List<String> SYMBOLS = List.of(
            "AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA", "AVGO", "JPM", "V", "MA", "UNH", "HD", "PG",
            "COST", "JNJ", "KO", "PEP", "WMT", "DIS");

    private final List<URI> targets;
    private boolean spread;
    private @Nullable String token;
    private int connections = 100;
    private int connectsPerSecond = 500;
    private int threads = 1;
    private List<String> symbols = SYMBOLS;
    private int symbolsPerClient = SYMBOLS.size();
    private @Nullable Integer intervalMillis;
    private boolean plain;
    private double slowShare;
    private double pausingShare;
    private Duration pause = Duration.ofSeconds(5);
    private Duration warmUp = Duration.ofSeconds(2);
    private Duration measured = Duration.ofSeconds(10);
    private boolean checksOrder;
    private Duration gathering = Duration.ZERO;
    private @Nullable ServerCpu serverCpu;

    LoadOptionsBuilder(List<URI> targets) {
        this.targets = targets;
    }

    /**
     * Chooses where clients begin, where there are several servers.
     *
     * @param inTurn true to begin at all of them in turn, false for all at the first
     * @return this builder
     */
    public LoadOptionsBuilder spread(boolean inTurn) {
        spread = inTurn;
        return this;
    }

    /**
     * Sends a bearer token with each upgrade.
     *
     * @param bearer the token, or null for none
     * @return this builder
     */
    public LoadOptionsBuilder token(@Nullable String bearer) {
        token = bearer;
        return this;
    }

    /**
     * Chooses how many clients there are, and how fast they come.
     *
     * @param count how many, 1 or more
     * @param perSecond how many begin to connect in a second
     * @return this builder
     */
    public LoadOptionsBuilder connections(int count, int perSecond) {
        connections = count;
        connectsPerSecond = perSecond;
        return this;
    }

    /**
     * Chooses how many threads serve the clients.
     *
     * @param count 1 to 16
     * @return this builder
     */
    public LoadOptionsBuilder threads(int count) {
        threads = count;
        return this;
    }

    /**
     * Chooses what clients subscribe to.
     *
     * @param all what there is
     * @param perClient how many of them each client takes, the next ones in turn; 0 for clients that only listen
     * @return this builder
     */
    public LoadOptionsBuilder symbols(List<String> all, int perClient) {
        symbols = List.copyOf(all);
        symbolsPerClient = perClient;
        return this;
    }

    /**
     * Asks the server for another rhythm.
     *
     * @param millis between two frames, or null for what the server does by itself
     * @return this builder
     */
    public LoadOptionsBuilder intervalMillis(@Nullable Integer millis) {
        intervalMillis = millis;
        return this;
    }

    /**
     * Lets clients offer no subprotocol.
     *
     * @param isPlain true for a frame a price
     * @return this builder
     */
    public LoadOptionsBuilder plain(boolean isPlain) {
        plain = isPlain;
        return this;
    }

    /**
     * Lets some clients never read.
     *
     * @param share 0 to 1
     * @return this builder
     */
    public LoadOptionsBuilder slow(double share) {
        slowShare = share;
        return this;
    }

    /**
     * Lets some clients read and pause in turn.
     *
     * @param share 0 to 1
     * @param each how long they do each
     * @return this builder
     */
    public LoadOptionsBuilder pausing(double share, Duration each) {
        pausingShare = share;
        pause = each;
        return this;
    }

    /**
     * Chooses how long it takes.
     *
     * @param before how long the clients are served before it counts
     * @param counted how long it counts
     * @return this builder
     */
    public LoadOptionsBuilder lasting(Duration before, Duration counted) {
        warmUp = before;
        measured = counted;
        return this;
    }

    /**
     * Looks at each price for numbers that go back.
     *
     * @param checks true to look
     * @return this builder
     */
    public LoadOptionsBuilder checkOrder(boolean checks) {
        checksOrder = checks;
        return this;
    }

    /**
     * Lets threads rest after they have read what came, so that what comes meanwhile is read together. With the clients on
     * the server's own machine, the kernel charges whoever sends with waking the clients' thread for each frame, which
     * clients on other machines never cost it. The frames are that much later.
     *
     * @param rest from 0, for none, to a second
     * @return this builder
     */
    public LoadOptionsBuilder gathering(Duration rest) {
        gathering = rest;
        return this;
    }

    /**
     * Divides the server's processor time by the frames.
     *
     * @param source where it is asked for, or null
     * @return this builder
     */
    public LoadOptionsBuilder serverCpu(@Nullable ServerCpu source) {
        serverCpu = source;
        return this;
    }

    /**
     * Checks the options.
     *
     * @return what was collected
     * @throws IllegalArgumentException naming the option that cannot be
     */
    public LoadOptions build() {
        return new LoadOptions(
                targets,
                spread,
                token,
                connections,
                connectsPerSecond,
                threads,
                symbols,
                symbolsPerClient,
                intervalMillis,
                plain,
                slowShare,
                pausingShare,
                pause,
                warmUp,
                measured,
                checksOrder,
                gathering,
                serverCpu);
    }
}
