package io.tradecache.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.servlet.JavalinWsServletContext;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.port.PortException;
import io.tradecache.core.service.RefusedException;
import io.tradecache.http.Problem.Kind;
import io.tradecache.json.Codec;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where an exception becomes an answer. What is the caller's business is said plainly; of what is not,
 * nothing but the trace id gets out, and the log has the rest. Thread-safe.
 */
final class Problems {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SOON = "1";

    /** How the streams, which know nothing of this API, tell of which kind a refusal is whose message may be shown. */
    private static final String KIND = "problem";

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private static final Problem INTERNAL = Problem.of(
            Kind.INTERNAL, "Something went wrong on our side; the trace id names the log lines that say what");

    private final Codec codec;

    Problems(Codec codec) {
        this.codec = codec;
    }

    void register(JavalinConfig config) {
        config.routes.exception(Exception.class, this::answer);
        config.routes.exception(HttpResponseException.class, this::answer);
        config.router.javaLangErrorHandler(this::answer);
    }

    /** Javalin would ask again and again for what must not be thrown here. */
    private void answer(HttpServletResponse response, Error error) {
        LOG.error("A request failed by an error of the JVM", error);
        if (response.isCommitted()) {
            return;
        }
        try {
            byte[] body = bytes(INTERNAL, null, String.valueOf(response.getHeader(TraceId.HEADER)));
            response.resetBuffer();
            response.setStatus(INTERNAL.status());
            response.setContentType(CONTENT_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
        }
    }

    void answer(Throwable thrown, Context ctx) {
        Problem problem = of(thrown, ctx);
        if (problem.kind() == Kind.INTERNAL) {
            LOG.error("{} failed", ctx.method(), thrown);
        } else if (thrown instanceof PortException) {
            LOG.warn("{} could not be served: {}", ctx.method(), thrown.toString());
        }
        problem.headers().forEach(ctx::header);
        byte[] body = bytes(problem, Requests.path(ctx), Requests.traceId(ctx));
        ctx.status(problem.status())
                .contentType(CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(body);
        if (ctx instanceof JavalinWsServletContext) {
            sendNow(ctx, body);
        }
    }

    /** Whatever becomes of a request for a WebSocket, the framework sends no body by itself. */
    private static void sendNow(Context ctx, byte[] body) {
        try {
            ctx.res().getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("Whoever asked for a WebSocket did not wait for the answer", e);
        }
    }

    byte[] bytes(Problem problem, @Nullable String instance, String traceId) {
        return codec.encode(problem.body(instance, traceId));
    }

    private static Problem of(Throwable thrown, Context ctx) {
        if (thrown instanceof ProblemException known) {
            return known.problem();
        }
        if (thrown instanceof RefusedException refused) {
            return of(refused, ctx);
        }
        if (thrown instanceof InvalidFieldException invalid) {
            return Problem.ofFields(List.of(FieldError.of(invalid.field(), message(invalid))));
        }
        if (thrown instanceof PortException trouble) {
            return of(trouble);
        }
        if (thrown instanceof HttpResponseException found) {
            return of(found, ctx);
        }
        return INTERNAL;
    }

    private static Problem of(RefusedException refused, Context ctx) {
        if (refused instanceof RefusedException.VersionConflict conflict) {
            Problem problem = Problem.of(Kind.VERSION_CONFLICT, message(conflict))
                    .with("current", conflict.current())
                    .withHeader("ETag", Versions.tag(Versions.of(conflict.current())));
            if (conflict.expectedVersion().isPresent()) {
                problem = problem.with(
                        "expected_version", conflict.expectedVersion().getAsLong());
            }
            return Preconditions.byHeader(ctx) ? problem.withStatus(PRECONDITION_FAILED) : problem;
        }
        if (refused instanceof RefusedException.Duplicate duplicate) {
            return Problem.of(Kind.DUPLICATE, message(duplicate)).with("existing", duplicate.existing());
        }
        if (refused instanceof RefusedException.LimitReached) {
            return Problem.of(Kind.LIMIT_REACHED, message(refused));
        }
        if (refused instanceof RefusedException.PriceUnavailable) {
            return Problem.of(Kind.PRICE_UNAVAILABLE, message(refused)).withHeader(RETRY_AFTER, SOON);
        }
        if (refused instanceof RefusedException.KeyReused) {
            return Problem.of(Kind.KEY_REUSED, message(refused));
        }
        if (refused instanceof RefusedException.StillRunning) {
            return Problem.of(Kind.STILL_RUNNING, message(refused)).withHeader(RETRY_AFTER, SOON);
        }
        return Problem.of(Kind.NOT_FOUND, message(refused));
    }

    private static Problem of(PortException trouble) {
        if (trouble instanceof PortException.Unavailable gone && gone.who().equals("cache")) {
            return Problem.of(Kind.CACHE_UNAVAILABLE, "The shared cache does not answer; try again soon")
                    .withHeader(RETRY_AFTER, SOON);
        }
        if (trouble instanceof PortException.Unavailable) {
            return Problem.of(
                            Kind.DATABASE_UNAVAILABLE, "The database cannot be reached or is too busy; try again soon")
                    .withHeader(RETRY_AFTER, SOON);
        }
        if (trouble instanceof PortException.Conflict) {
            return Problem.of(Kind.CONCURRENT_CHANGE, "Another change got in the way; try again")
                    .withHeader(RETRY_AFTER, SOON);
        }
        return Problem.of(
                Kind.INTERNAL, "What is stored cannot be read; the trace id names the log lines that say why");
    }

    /** Of those whom the web server throws by itself nothing is told but the status, unless they name their kind. */
    private static Problem of(HttpResponseException found, Context ctx) {
        Optional<Kind> named = Kind.named(found.getDetails().get(KIND));
        if (named.isPresent()) {
            return Problem.of(named.get(), message(found)).withStatus(found.getStatus());
        }
        if (found instanceof MethodNotAllowedResponse) {
            String allowed = found.getDetails().getOrDefault("availableMethods", "");
            return Problem.methodNotAllowed(ctx.method().toString(), allowed);
        }
        if (found.getStatus() == NOT_FOUND) {
            return Problem.of(Kind.NOT_FOUND, "There is nothing at this path");
        }
        return Problem.ofStatus(found.getStatus());
    }

    private static String message(RuntimeException thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
