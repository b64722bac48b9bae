package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether the numbers of one client's prices only grow, for each symbol. Batches do not name the epoch, which therefore
 * must not change during the run. Not thread-safe.
 */
final class SequenceCheck {

    private static final Needle SYMBOL = new Needle("\"symbol\":\"");
    private static final Needle SEQ = new Needle("\"seq\":");

    private final Map<String, Long> last = new HashMap<>();

    /** How many prices of a frame are not newer than what the client was sent before. */
    int wentBack(byte[] bytes, int from, int to) {
        int wentBack = 0;
        int symbol = SYMBOL.endIn(bytes, from, to);
        while (symbol >= 0) {
            int end = symbol;
            while (end < to && bytes[end] != '"') {
                end++;
            }
            int seq = SEQ.endIn(bytes, end, to);
            if (seq >= 0) {
                long number = number(bytes, seq, to);
                Long before = last.put(new String(bytes, symbol, end - symbol, UTF_8), number);
                wentBack += before != null && number <= before ? 1 : 0;
            }
            symbol = SYMBOL.endIn(bytes, end, to);
        }
        return wentBack;
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int place = from; place < to && bytes[place] >= '0' && bytes[place] <= '9'; place++) {
            number = number * 10 + bytes[place] - '0';
        }
        return number;
    }
}
