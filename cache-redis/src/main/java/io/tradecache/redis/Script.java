package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** The scripts, each of which Redis runs as one step. Immutable. */
enum Script {
    LEASE("lease.lua"),
    FILL("fill.lua"),
    RELEASE("release.lua"),
    INVALIDATE("invalidate.lua"),
    PUT("put.lua");

    private final String text;
    private final String sha;

    Script(String resource) {
        this.text = resource("versions.lua") + resource(resource);
        this.sha = sha1(text);
    }

    /** Sends only the script's name, unless Redis has forgotten the script. */
    Object run(UnifiedJedis client, List<byte[]> keys, List<byte[]> arguments) {
        return RedisFailures.knownOrNot(
                () -> client.evalsha(sha.getBytes(UTF_8), keys, arguments),
                () -> client.eval(text.getBytes(UTF_8), keys, arguments));
    }

    private static String resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
