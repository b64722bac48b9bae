package io.tradecache.http;

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
 * What is the same for everybody as long as the process runs. Its tag stands for its bytes, so that a browser asks whether
 * its copy still holds, and need not be sent it again. Immutable and thread-safe.
 */
final class StaticContent {

    private static final int NOT_MODIFIED = 304;
    private static final int TAG_LENGTH = 32;

    private final String type;
    private final byte[] bytes;
    private final String tag;

    StaticContent(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes.clone();
        this.tag = '"' + digest(bytes) + '"';
    }

    /**
     * A file on the class path.
     *
     * @throws IllegalStateException when it is not there, which is a mistake of the build
     */
    static StaticContent ofResource(String type, String path) {
        try (InputStream in = StaticContent.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return new StaticContent(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a resource could not be read: " + path, e);
        }
    }

    void answer(Context ctx) {
        ctx.header("Cache-Control", "no-cache").header("ETag", tag);
        if (isKnown(ctx.header("If-None-Match"))) {
            ctx.status(NOT_MODIFIED).removeHeader("Content-Type");
        } else {
            ctx.contentType(type).result(bytes);
        }
    }

    private boolean isKnown(@Nullable String tags) {
        return tags != null
                && Arrays.stream(tags.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
