package io.tradecache.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what nobody has read of a request's body before the answer goes out. A web server that answers earlier has to
 * hang up, and a client that is still sending then loses the answer with the connection. Thread-safe.
 */
final class Remainder {

    /** How much is taken; whoever sends more than that is hung up on. */
    private static final long LONGEST = 16L << 20;

    private static final String BEGUN = "tradecache.body-begun";

    private Remainder() {}

    /** The body of a request, of which something is going to be read. */
    static InputStream begin(Context ctx) throws IOException {
        ctx.attribute(BEGUN, true);
        return ctx.req().getInputStream();
    }

    static void discard(Context ctx) {
        // Who waits to be asked for the body has sent none, and is told by the answer that it is not wanted.
        boolean awaited = ctx.header("Expect") != null && ctx.attribute(BEGUN) == null;
        if (!awaited && !isTaken(ctx)) {
            ctx.header("Connection", "close");
        }
    }

    private static boolean isTaken(Context ctx) {
        byte[] block = new byte[1 << 13];
        try {
            InputStream body = ctx.req().getInputStream();
            long taken = 0;
            while (taken < LONGEST) {
                int count = body.read(block);
                if (count < 0) {
                    return true;
                }
                taken += count;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
