package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
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

    /** What a script is called with. */
    record Call(List<byte[]> keys, List<byte[]> arguments) {}

    /** Sends only the script's name, unless Redis has forgotten the script. */
    Object run(UnifiedJedis client, Call call) {
        return RedisFailures.knownOrNot(
                () -> client.evalsha(bytes(sha), call.keys(), call.arguments()),
                () -> client.eval(bytes(text), call.keys(), call.arguments()));
    }

    /** Sends many calls before it reads the first answer. Those that Redis does not know the script for are sent again. */
    List<Object> runAll(RedisClient client, List<Call> calls) {
        List<Response<Object>> responses = new ArrayList<>();
        byte[] name = bytes(sha);
        try (Pipeline pipeline = client.pipelined()) {
            calls.forEach(call -> responses.add(pipeline.evalsha(name, call.keys(), call.arguments())));
            pipeline.sync();
        }
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Response<Object> response = responses.get(i);
            Call call = calls.get(i);
            answers.add(RedisFailures.knownOrNot(response, () -> run(client, call)));
        }
        return answers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
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
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
