package io.tradecache.feed;

/**
 * A curve that wanders like a price and can be asked for any point of time directly: smooth noise at many time scales,
 * summed. The same seed gives the same curve everywhere. Immutable and thread-safe.
 */
final class RandomPath {

    /** From four years down to eight seconds, each scale a quarter of the one before. */
    private static final int SCALES = 13;

    private static final double LONGEST_SECONDS = 4 * 365 * 86_400.0;
    private static final double RATIO = 4;
    private static final double DAY_SECONDS = 86_400;

    private final long seed;

    RandomPath(long seed) {
        this.seed = seed;
    }

    /**
     * The curve's height. Over a day it usually moves by about 1, over n days by about the square root of n, up to some
     * years; then it turns back.
     *
     * @param epochSecond the point of time
     */
    double at(long epochSecond) {
        double sum = 0;
        double period = LONGEST_SECONDS;
        for (int scale = 0; scale < SCALES; scale++) {
            sum += Math.sqrt(period / DAY_SECONDS) * noise(scale, epochSecond / period);
            period /= RATIO;
        }
        return sum;
    }

    /**
     * An unrelated random number.
     *
     * @param index which one
     * @return between -1 and 1
     */
    double step(long index) {
        return lattice(SCALES, index);
    }

    private double noise(int scale, double position) {
        long left = (long) Math.floor(position);
        double along = position - left;
        double eased = along * along * (3 - 2 * along);
        double from = lattice(scale, left);
        return from + (lattice(scale, left + 1) - from) * eased;
    }

    private double lattice(int scale, long index) {
        long bits = mixed(mixed(seed + scale) ^ index);
        return (bits >> 11) / (double) (1L << 52);
    }

    /** The finaliser of SplitMix64: neighbouring numbers come out unrelated. */
    static long mixed(long value) {
        long bits = value + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
