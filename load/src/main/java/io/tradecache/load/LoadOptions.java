package io.tradecache.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a run are like. Immutable.
 *
 * @param targets the stream, for example {@code ws://127.0.0.1:8080/ws/prices}, of one server or of several: then a client
 *     that has lost its connection comes again at the next one
 * @param spread whether clients begin at all of the servers in turn, and not at the first
 * @param token sent as a bearer token, or null
 * @param connections how many clients
 * @param connectsPerSecond how many of them begin to connect in a second
 * @param threads how many threads serve them; one is enough for some 40,000 frames a second
 * @param symbols what clients subscribe to
 * @param symbolsPerClient how many of the symbols each client takes, the next ones in turn; 0 for clients that only listen
 * @param intervalMillis the rhythm that clients ask for, or null for that of the server
 * @param plain whether clients offer no subprotocol, and so are sent a frame for each price
 * @param slowShare which share of the clients subscribes and never reads, from 0 to 1
 * @param pausingShare which share of the clients reads and pauses in turn, from 0 to 1
 * @param pause how long they do each
 * @param warmUp how long the clients are served before it counts
 * @param measured how long it counts
 * @param checksOrder whether each price is looked at for numbers that go back; costs the generator much
 * @param gathering how long a thread rests after it has read what came, so that what comes meanwhile is read together; the
 *     frames are that much later. With the clients on the server's own machine, the kernel charges whoever sends with waking
 *     the clients' thread for each frame, which clients on other machines never cost it
 * @param serverCpu asked for the server's processor time, or null
 */
public record LoadOptions(
        List<URI> targets,
        boolean spread,
        @Nullable String token,
        int connections,
        int connectsPerSecond,
        int threads,
        List<String> symbols,
        int symbolsPerClient,
        @Nullable Integer intervalMillis,
        boolean plain,
        double slowShare,
        double pausingShare,
        Duration pause,
        Duration warmUp,
        Duration measured,
        boolean checksOrder,
        Duration gathering,
        @Nullable ServerCpu serverCpu) {

    private static final Set<String> SCHEMES = Set.of("ws");
    private static final int MOST_THREADS = 16;
    private static final Duration LONGEST_GATHERING = Duration.ofSeconds(1);

    /** Refuses what no run could be made of. */
    public LoadOptions {
        targets = List.copyOf(targets);
        symbols = List.copyOf(symbols);
        check(!targets.isEmpty(), "targets must be one or more");
        targets.forEach(target -> check(
                target.getScheme() != null && SCHEMES.contains(target.getScheme()) && target.getHost() != null,
                "target must be ws://host:port/path, but is " + target));
        check(connections > 0, "connections must be 1 or more, but are " + connections);
        check(connectsPerSecond > 0, "connectsPerSecond must be 1 or more, but is " + connectsPerSecond);
        check(threads > 0 && threads <= MOST_THREADS, "threads must be 1 to 16, but are " + threads);
        check(
                symbolsPerClient >= 0 && symbolsPerClient <= symbols.size(),
                "symbolsPerClient must be 0 to " + symbols.size() + ", the number of symbols, but is "
                        + symbolsPerClient);
        check(
                intervalMillis == null || intervalMillis > 0,
                "intervalMillis must be 1 or more, but is " + intervalMillis);
        check(isShare(slowShare), "slowShare must be 0 to 1, but is " + slowShare);
        check(isShare(pausingShare), "pausingShare must be 0 to 1, but is " + pausingShare);
        check(slowShare + pausingShare <= 1, "slowShare and pausingShare must be 1 together at most");
        check(pause.toMillis() > 0, "pause must be a millisecond or more, but is " + pause);
        check(!warmUp.isNegative(), "warmUp must not be negative, but is " + warmUp);
        check(measured.toMillis() > 0, "measured must be a millisecond or more, but is " + measured);
        check(
                !gathering.isNegative() && gathering.compareTo(LONGEST_GATHERING) <= 0,
                "gathering must be 0 to 1 s, but is " + gathering);
    }

    /**
     * A hundred clients with twenty symbols each, for ten seconds after two of warm-up.
     *
     * @param targets the stream, for example {@code ws://127.0.0.1:8080/ws/prices}, of one server or more
     * @return to be changed where a run is to be another one
     */
    public static LoadOptionsBuilder to(URI... targets) {
        return new LoadOptionsBuilder(List.of(targets));
    }

    /** Whether a client that has lost its connection has somewhere to go. */
    boolean comesAgain() {
        return targets.size() > 1;
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
