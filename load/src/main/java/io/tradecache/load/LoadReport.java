package io.tradecache.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a run saw. Slow and pausing clients count as connections and frames, but not in the latencies.
 * Immutable.
 *
 * @param connections who came
 * @param measured how long frames were counted
 * @param traffic what came in that time
 * @param sendLag from the composing of a frame to its arrival; none of plain clients, which are not told
 * @param priceAge from the time of a frame's newest price to its arrival
 * @param gap from one arrival of prices to the next one of the same client
 * @param refusals what the servers refused, at any time
 * @param closed how many connections the server closed, by the code that it gave; 1006 where it gave none
 * @param slow clients that never read
 * @param pauses of the clients that pause
 * @param returns clients that lost their connection
 * @param wentBack how many prices had a number that was not above the one before; 0 unless that is looked at
 * @param serverCpu how much processor time the server took while it was measured, or null
 */
public record LoadReport(
        Connections connections,
        Duration measured,
        Traffic traffic,
        Latency sendLag,
        Latency priceAge,
        Latency gap,
        Refusals refusals,
        Map<Integer, Integer> closed,
        Slow slow,
        Pauses pauses,
        Returns returns,
        long wentBack,
        @Nullable Duration serverCpu) {

    /** What a connection is closed with that was cut without a word. */
    public static final int WITHOUT_CODE = 1006;

    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    /**
     * Who came.
     *
     * @param wanted how many there were to be
     * @param opened how many were upgraded
     * @param failed why others were not, each with how many
     * @param handshake from the begin of connecting to the upgrade
     */
    public record Connections(int wanted, int opened, Map<String, Integer> failed, Latency handshake) {

        /** Takes a copy. */
        public Connections {
            failed = Map.copyOf(failed);
        }
    }

    /**
     * What came.
     *
     * @param frames how many frames with changed prices
     * @param updates how many prices in them
     * @param bytes how many bytes, whatever they were
     */
    public record Traffic(long frames, long updates, long bytes) {}

    /**
     * What the servers refused. Plain clients are told of symbols by a message each time, others of each symbol.
     *
     * @param messages how many {@code error} frames came, by their codes
     * @param symbols how many symbols were rejected, by the codes given for it
     */
    public record Refusals(Map<String, Integer> messages, Map<String, Integer> symbols) {

        /** Takes a copy. */
        public Refusals {
            messages = Map.copyOf(messages);
            symbols = Map.copyOf(symbols);
        }

        /**
         * Whether nothing was refused.
         *
         * @return true where clients were served as they asked
         */
        public boolean areNone() {
            return messages.isEmpty() && symbols.isEmpty();
        }
    }

    /**
     * Clients that never read.
     *
     * @param clients how many of them were upgraded
     * @param dropped how many of them the server had hung up on before the end
     */
    public record Slow(int clients, int dropped) {}

    /**
     * Clients that paused, and then read on.
     *
     * @param ended how many pauses were over
     * @param oldBytesP99 how many bytes came of frames that were composed before the client read on, for all but one in a
     *     hundred
     * @param oldBytesMost at most
     * @param caughtUp from the reading on to the arrival of the first prices that were composed after it
     */
    public record Pauses(long ended, long oldBytesP99, long oldBytesMost, Latency caughtUp) {}

    /**
     * Clients that lost their connection; they come again where there is more than one server.
     *
     * @param hints how often a client was told to come again
     * @param lost how many connections were lost
     * @param unhinted how many of them without having been told before
     * @param back how many times a client was back
     * @param failed why attempts to come back were not, each with how many
     * @param untilBack from being told, or else from the loss, until the client was back
     * @param away from the loss until the client was back
     * @param mostASecond how many were back in the fullest second
     */
    public record Returns(
            int hints,
            int lost,
            int unhinted,
            long back,
            Map<String, Integer> failed,
            Latency untilBack,
            Latency away,
            int mostASecond) {

        /** Takes a copy. */
        public Returns {
            failed = Map.copyOf(failed);
        }

        /**
         * Whether everybody who was lost is back.
         *
         * @return true also where nobody was lost
         */
        public boolean areComplete() {
            return back == lost;
        }
    }

    /** Takes a copy. */
    public LoadReport {
        closed = Map.copyOf(closed);
    }

    /**
     * Frames with prices, of all clients together.
     *
     * @return a second
     */
    public double framesPerSecond() {
        return perSecond(traffic.frames);
    }

    /**
     * Prices in frames, of all clients together.
     *
     * @return a second
     */
    public double updatesPerSecond() {
        return perSecond(traffic.updates);
    }

    /**
     * Bytes above TCP, of all clients together.
     *
     * @return a second
     */
    public double bytesPerSecond() {
        return perSecond(traffic.bytes);
    }

    /**
     * How much processor time of the server one frame took, everything else that it did included.
     *
     * @return microseconds; empty where it is not known, or no frame came
     */
    public Optional<Double> cpuMicrosPerFrame() {
        return serverCpu == null || traffic.frames == 0
                ? Optional.empty()
                : Optional.of(serverCpu.toNanos() / NANOS_A_MICRO / traffic.frames);
    }

    /**
     * How busy the server was.
     *
     * @return 1 for one processor; empty where it is not known
     */
    public Optional<Double> serverCores() {
        return Optional.ofNullable(serverCpu).map(cpu -> (double) cpu.toNanos() / measured.toNanos());
    }

    private double perSecond(long count) {
        return count / (measured.toNanos() / NANOS_A_SECOND);
    }
}
