package io.tradecache.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the id under which a request is logged everywhere: the caller's by the W3C Trace Context, or a new one. */
final class TraceId {

    /** The header of the answer, and where {@link Requests} keeps the id during the request. */
    static final String HEADER = "Trace-Id";

    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final int BYTES = 16;

    private TraceId() {}

    static String of(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches() && isValid(matcher)) {
                return matcher.group(2);
            }
        }
        byte[] random = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static boolean isValid(Matcher matcher) {
        boolean versionZero = matcher.group(1).equals("00");
        return !matcher.group(1).equals("ff")
                && !matcher.group(2).matches("0+")
                && !matcher.group(3).matches("0+")
                && (matcher.group(4) == null || !versionZero);
    }
}
