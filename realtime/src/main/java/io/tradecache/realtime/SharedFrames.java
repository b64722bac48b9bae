package io.tradecache.realtime;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Frames that were put together lately. Clients with the same symbols and the same rhythm are sent the same prices at the
 * same turn of the wheel, and share the bytes. A frame is of one turn only, since it may state its time. Thread-safe: at
 * worst a frame is put together twice.
 */
final class SharedFrames {

    /** A power of two; of the different frames in one turn, about so many are found again. */
    private static final int PLACES = 256;

    private final Function<List<Price>, byte[]> compose;
    private final LongSupplier turn;
    private final @Nullable Shared[] places = new Shared[PLACES];

    /**
     * Has no frame yet.
     *
     * @param compose puts a frame together
     * @param turn the present turn of the wheel
     */
    SharedFrames(Function<List<Price>, byte[]> compose, LongSupplier turn) {
        this.compose = compose;
        this.turn = turn;
    }

    /** A frame of some turn; its fields are final, so that a thread that finds it sees all of it. */
    private static final class Shared {

        private final List<Price> prices;
        private final long turn;
        private final byte[] frame;

        private Shared(List<Price> prices, long turn, byte[] frame) {
            this.prices = prices;
            this.turn = turn;
            this.frame = frame;
        }

        private boolean isOf(List<Price> asked, long present) {
            if (turn != present || prices.size() != asked.size()) {
                return false;
            }
            for (int place = 0; place < prices.size(); place++) {
                if (prices.get(place) != asked.get(place)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The frame with these prices.
     *
     * @param prices not to be changed any more
     */
    byte[] of(List<Price> prices) {
        long present = turn.getAsLong();
        int place = prices.hashCode() & (PLACES - 1);
        Shared known = places[place];
        if (known != null && known.isOf(prices, present)) {
            return known.frame;
        }
        byte[] frame = compose.apply(prices);
        places[place] = new Shared(prices, present, frame);
        return frame;
    }
}
