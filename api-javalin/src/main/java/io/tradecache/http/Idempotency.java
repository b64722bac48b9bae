package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.port.WriteOutcome.Written;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.Once;
import io.tradecache.core.service.RefusedException;
import io.tradecache.http.Problem.Kind;
import io.tradecache.json.Codec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does what creates something once, however often it is asked for with the same {@code Idempotency-Key}. Thread-safe.
 */
final class Idempotency {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    /** A string of a structured field (RFC 9651), as the draft of the header has it. Possessive: else it needs a stack. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private final Codec codec;
    private final Clock clock;

    Idempotency(Codec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * Creates something, or finds that it was created before.
     *
     * @param ctx the request
     * @param user for whom
     * @param body the body of the request
     * @param create does it; is handed what lets it be done once, or null when the request has no key
     * @param reply makes the answer
     * @return the answer, and with it whether the caches know; nothing of that when it is an old answer
     */
    <T> Outcome create(
            Context ctx,
            UserId user,
            RequestBody body,
            Function<@Nullable Once<T>, Acknowledged<T>> create,
            Function<Written<T>, Reply> reply) {
        Optional<IdempotencyKey> key = key(ctx, user);
        if (key.isEmpty()) {
            Acknowledged<T> done = create.apply(null);
            return new Outcome(reply.apply(new Written<>(done.value(), done.version())), done.pending());
        }
        AtomicReference<Reply> made = new AtomicReference<>();
        Once<T> once = new Once<>(key.get(), fingerprint(ctx, body), clock.instant(), written -> {
            Reply answer = reply.apply(written);
            made.set(answer);
            return new String(codec.encode(answer), StandardCharsets.UTF_8);
        });
        try {
            Acknowledged<T> done = create.apply(once);
            return new Outcome(Objects.requireNonNull(made.get(), "made in the transaction"), done.pending());
        } catch (RefusedException.AlreadyDone before) {
            ctx.header(REPLAYED, "true");
            return new Outcome(codec.decode(before.reply().getBytes(StandardCharsets.UTF_8), Reply.class), false);
        }
    }

    /** An answer, and whether the shared cache could not be told. */
    record Outcome(Reply reply, boolean pending) {}

    private static Optional<IdempotencyKey> key(Context ctx, UserId user) {
        List<String> given = Collections.list(ctx.req().getHeaders(HEADER));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (given.size() == 1) {
                return Optional.of(
                        new IdempotencyKey(user, unquoted(given.get(0).strip())));
            }
        } catch (InvalidFieldException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static String unquoted(String value) {
        Matcher quoted = QUOTED.matcher(value);
        return quoted.matches() ? ESCAPE.matcher(quoted.group(1)).replaceAll("$1") : value;
    }

    private static ProblemException malformed() {
        return Problem.of(Kind.INVALID_HEADER, HEADER + " must be given once, 1 to 255 visible ASCII characters")
                .asException();
    }

    /** Tells a request from all others: its method, its path and its body. */
    private static String fingerprint(Context ctx, RequestBody body) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update((ctx.method() + " " + ctx.path() + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(body.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
