package io.tradecache.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that is looked for in many bytes, in strides of its own length where it can (Horspool). Immutable. */
final class Needle {

    private static final int BYTES = 256;

    private final byte[] text;
    private final int[] strides = new int[BYTES];

    /** Looks for ASCII. */
    Needle(String ascii) {
        text = ascii.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(strides, text.length);
        for (int place = 0; place < text.length - 1; place++) {
            strides[text[place] & 0xff] = text.length - 1 - place;
        }
    }

    /** Where the first occurrence between two places ends, or -1 when there is none. */
    int endIn(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        int end = from + last;
        while (end < to) {
            byte found = bytes[end];
            if (found == text[last] && isAt(bytes, end - last)) {
                return end + 1;
            }
            end += strides[found & 0xff];
        }
        return -1;
    }

    /** Whether the text stands at a place. */
    boolean isAt(byte[] bytes, int at) {
        return at + text.length <= bytes.length && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }
}
