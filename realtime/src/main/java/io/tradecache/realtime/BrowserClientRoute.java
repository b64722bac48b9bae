package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * {@code /client/tradecache-stream.js}: the client for browsers. They ask each time whether it has changed, so that a page
 * never speaks to a new server with an old client. Thread-safe.
 */
final class BrowserClientRoute {

    private static final String FILE = "tradecache-stream.js";
    private static final int NOT_MODIFIED = 304;
    /** As long as the tags of the server's other pages. */
    private static final int TAG_BYTES = 16;

    private final byte[] script;
    private final String tag;

    BrowserClientRoute() {
        try (InputStream resource = BrowserClientRoute.class.getResourceAsStream(FILE)) {
            if (resource == null) {
                throw new IllegalStateException(FILE + " is missing in the jar");
            }
            script = resource.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script);
            tag = "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void register(JavalinConfig config) {
        config.routes.get("/client/" + FILE, this::answer);
    }

    private void answer(Context ctx) {
        ctx.header("ETag", tag).header("Cache-Control", "no-cache").header("X-Content-Type-Options", "nosniff");
        if (isKnown(ctx.header("If-None-Match"))) {
            ctx.status(NOT_MODIFIED);
        } else {
            ctx.contentType("text/javascript; charset=utf-8").result(script);
        }
    }

    private boolean isKnown(@Nullable String tags) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
