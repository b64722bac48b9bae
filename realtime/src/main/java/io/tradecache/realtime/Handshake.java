package io.tradecache.realtime;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request must have to become a WebSocket. The web server takes some of its faults for its own. */
final class Handshake {

    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String SPOKEN = "13";
    private static final String UPGRADE = "Upgrade";
    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /** Throws what becomes the answer to a request that cannot become a WebSocket. */
    static void check(Context ctx) {
        if (!ctx.req().getMethod().equals("GET")) {
            ctx.header("Allow", "GET");
            throw Refusals.notGet();
        }
        if (ctx.req().getProtocol().equals("HTTP/1.0")
                || !names(ctx.header(UPGRADE), "websocket")
                || !names(ctx.header("Connection"), "upgrade")) {
            throw upgradeRequired(ctx);
        }
        if (!SPOKEN.equals(ctx.header(VERSION))) {
            ctx.header(VERSION, SPOKEN);
            throw upgradeRequired(ctx);
        }
        if (!isKey(ctx.header("Sec-WebSocket-Key"))) {
            throw Refusals.malformedHandshake();
        }
    }

    /** The answer to a request that is no WebSocket's. */
    static HttpResponseException upgradeRequired(Context ctx) {
        ctx.header(UPGRADE, "websocket");
        return Refusals.noWebSocket(SPOKEN);
    }

    private static boolean names(@Nullable String header, String token) {
        return header != null && header.toLowerCase(Locale.ROOT).contains(token);
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
