package io.tradecache.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.port.WriteOutcome.Written;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.Once;
import io.tradecache.json.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes answers with the headers that go with them. Thread-safe. */
final class Answers {

    private static final String JSON = "application/json";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String VERSION = "Tradecache-Version";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Codec codec;
    private final ObjectMapper trees;
    private final Clock clock;
    private final Idempotency idempotency;

    Answers(Codec codec, Clock clock) {
        this.codec = codec;
        this.trees = codec.mapper();
        this.clock = clock;
        this.idempotency = new Idempotency(codec, clock);
    }

    /** Something that no cache had a part in. */
    void fresh(Context ctx, Object body) {
        ctx.header(CACHE_CONTROL, "no-store");
        send(ctx, codec.encode(body));
    }

    /** Something that was read and has no version of its own: a list, a valued view, a quote. */
    void read(Context ctx, Cached<?> cached, Object body) {
        readHeaders(ctx, cached);
        send(ctx, codec.encode(body));
    }

    /** Quotes, which say themselves how old they are. */
    void quoted(Context ctx, Source source, Object body) {
        ctx.header(CacheStatus.HEADER, CacheStatus.of(source)).header(CACHE_CONTROL, "private, no-cache");
        send(ctx, codec.encode(body));
    }

    /** A single resource in the form in which the cache holds it: its bytes go out as they are. */
    void resource(Context ctx, Cached<?> cached) {
        long version = Versions.of(cached.value());
        if (isStillKnown(ctx, cached, version)) {
            return;
        }
        send(ctx, cached.entry().encoded().orElseGet(() -> codec.encode(cached.value())));
    }

    /** A single resource that was read as a part of another. */
    void part(Context ctx, Cached<?> whole, Object resource) {
        if (!isStillKnown(ctx, whole, Versions.of(resource))) {
            send(ctx, codec.encode(resource));
        }
    }

    /** A resource that was changed. */
    void written(Context ctx, Acknowledged<?> write, Object resource) {
        writeHeaders(ctx, write).header("ETag", Versions.tag(Versions.of(resource)));
        send(ctx, codec.encode(resource));
    }

    /**
     * Creates something and answers with it; once, if the request has a key.
     *
     * @param ctx the request
     * @param user for whom
     * @param body the body of the request
     * @param create does it; is handed what lets it be done once, or null
     * @param reply makes the answer, by one of the methods below
     */
    <T> void create(
            Context ctx,
            UserId user,
            RequestBody body,
            Function<@Nullable Once<T>, Acknowledged<T>> create,
            Function<Written<T>, Reply> reply) {
        Idempotency.Outcome outcome = idempotency.create(ctx, user, body, create, reply);
        outcome.reply().headers().forEach(ctx::header);
        writeHeaders(ctx, outcome.pending()).status(outcome.reply().status());
        send(ctx, outcome.reply().body().getBytes(StandardCharsets.UTF_8));
    }

    /** The answer with a resource that came into being. */
    Reply created(Written<?> write, String location, Object resource) {
        return created(write, location, Versions.of(resource), resource);
    }

    /** The answer with a resource that came into being, in a form of its own. */
    Reply created(Written<?> write, String location, long version, Object body) {
        return reply(CREATED, write, "Location", location, version, body);
    }

    /** The answer with a resource that was there before and took something in. */
    Reply merged(Written<?> write, String location, long version, Object body) {
        return reply(OK, write, "Content-Location", location, version, body);
    }

    private Reply reply(
            int status, Written<?> write, String locationHeader, String location, long version, Object body) {
        return new Reply(
                status,
                Map.of(
                        locationHeader,
                        location,
                        "ETag",
                        Versions.tag(version),
                        VERSION,
                        String.valueOf(write.rootVersion())),
                new String(codec.encode(body), StandardCharsets.UTF_8));
    }

    /** A resource that is gone. */
    void deleted(Context ctx, Acknowledged<?> write) {
        bodiless(writeHeaders(ctx, write), NO_CONTENT);
    }

    /** The JSON form of a value, for answers that add to it. */
    ObjectNode tree(Object value) {
        return trees.valueToTree(value);
    }

    private boolean isStillKnown(Context ctx, Cached<?> cached, long version) {
        readHeaders(ctx, cached);
        ctx.header("ETag", Versions.tag(version));
        boolean known = Preconditions.isKnown(ctx, version);
        if (known) {
            bodiless(ctx, NOT_MODIFIED);
        }
        return known;
    }

    private void readHeaders(Context ctx, Cached<?> cached) {
        ctx.header(CacheStatus.HEADER, CacheStatus.of(cached.source()))
                .header(CACHE_CONTROL, "private, no-cache")
                .header("Age", String.valueOf(cached.age(clock.instant()).toSeconds()));
    }

    private static Context writeHeaders(Context ctx, Acknowledged<?> write) {
        return writeHeaders(ctx, write.pending()).header(VERSION, String.valueOf(write.version()));
    }

    private static Context writeHeaders(Context ctx, boolean pending) {
        ctx.header(CACHE_CONTROL, "no-store");
        if (pending) {
            ctx.header("Tradecache-Invalidation", "pending");
        }
        return ctx;
    }

    /** Without a type too: a client that has the resource would take over the type of a 304. */
    private static void bodiless(Context ctx, int status) {
        ctx.status(status).removeHeader("Content-Type");
    }

    private static void send(Context ctx, byte[] body) {
        ctx.contentType(JSON).result(body);
    }
}
