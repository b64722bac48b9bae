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
 * @param closed how many connections the server closed, by the code that it gave; 1006 where it gave none
 * @param slow clients that never read
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
        Map<Integer, Integer> closed,
        Slow slow,
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
     * Clients that never read.
     *
     * @param clients how many of them were upgraded
     * @param dropped how many of them the server had hung up on before the end
     */
    public record Slow(int clients, int dropped) {}

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
