package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;

/** What servers have refused to the clients of one thread, by the codes that they gave for it. Not thread-safe. */
final class Refused {

    private static final Needle ERROR = new Needle("{\"type\":\"error\"");
    private static final Needle ACK = new Needle("{\"type\":\"ack\"");
    private static final Needle REJECTED = new Needle("\"rejected\":[");
    private static final Needle CODE = new Needle("\"code\":\"");

    private final Map<String, Integer> messages = new TreeMap<>();
    private final Map<String, Integer> symbols = new TreeMap<>();

    /** Takes in a text that has no prices. */
    void hear(byte[] bytes, int from, int to) {
        if (ERROR.isAt(bytes, from)) {
            int code = CODE.endIn(bytes, from, to);
            messages.merge(code < 0 ? "no code" : word(bytes, code, to), 1, Integer::sum);
        } else if (ACK.isAt(bytes, from)) {
            int code = REJECTED.endIn(bytes, from, to);
            while (code >= 0) {
                code = CODE.endIn(bytes, code, to);
                if (code >= 0) {
                    symbols.merge(word(bytes, code, to), 1, Integer::sum);
                }
            }
        }
    }

    private static String word(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return new String(bytes, from, end - from, UTF_8);
    }

    void add(Refused other) {
        other.messages.forEach((code, count) -> messages.merge(code, count, Integer::sum));
        other.symbols.forEach((code, count) -> symbols.merge(code, count, Integer::sum));
    }

    LoadReport.Refusals report() {
        return new LoadReport.Refusals(messages, symbols);
    }
}
