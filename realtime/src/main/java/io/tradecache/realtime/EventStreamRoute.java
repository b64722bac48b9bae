package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/stream/prices}: prices as server-sent events. A client that comes again is sent the newest price of each
 * symbol first, as every client is, so that its {@code Last-Event-ID} has nothing more to ask for. Thread-safe.
 */
final class EventStreamRoute {

    private static final String CONTENT_TYPE = "text/event-stream";
    /** The web server keeps so much for each answer. */
    private static final int BUFFER = 4 << 10;

    private final RealTimeSettings settings;
    private final Origins origins;
    private final Gate gate;
    private final RealTime realTime;

    EventStreamRoute(RealTimeSettings settings, Gate gate, RealTime realTime) {
        this.settings = settings;
        this.origins = new Origins(settings.origins());
        this.gate = gate;
        this.realTime = realTime;
    }

    void register(JavalinConfig config) {
        config.routes.get("/api/v1/stream/prices", this::stream);
    }

    private void stream(Context ctx) {
        Visitor visitor = gate.admit(ctx);
        if (!accepts(ctx.header("Accept"))) {
            throw Refusals.notAcceptable(CONTENT_TYPE);
        }
        List<Symbol> symbols = symbols(ctx.queryParam("symbols"));
        Sockets.keepShort(ctx.req());
        HttpServletResponse response = ctx.res();
        response.setContentType(CONTENT_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        response.setBufferSize(BUFFER);
        String origin = ctx.header("Origin");
        origins.readableBy(origin).ifPresent(readers -> response.setHeader("Access-Control-Allow-Origin", readers));
        response.addHeader("Vary", "Origin");
        ctx.future(() -> begin(ctx, visitor, symbols));
    }

    private CompletableFuture<Void> begin(Context ctx, Visitor visitor, List<Symbol> symbols) {
        try {
            ServletOutputStream out = ctx.res().getOutputStream();
            EndPoint connection = Sockets.of(ctx.req());
            EventStreamOutbound outbound = new EventStreamOutbound(out, EventStreamDialect.RETRY, connection::close);
            Session session = realTime.listener(outbound, visitor).orElseThrow(() -> gate.full(ctx));
            out.setWriteListener(outbound);
            realTime.subscribe(session, symbols);
            Departure.watch(connection, outbound::abort);
            return outbound.end().whenComplete((end, failure) -> session.gone(CloseCode.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(@Nullable String accept) {
        return accept == null || accept.contains(CONTENT_TYPE) || accept.contains("text/*") || accept.contains("*/*");
    }

    private List<Symbol> symbols(@Nullable String asked) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (String text : asked == null || asked.isBlank() ? new String[0] : asked.split(",", -1)) {
            try {
                symbols.add(new Symbol(text));
            } catch (InvalidFieldException e) {
                throw new InvalidFieldException("symbols", String.valueOf(e.getMessage()));
            }
        }
        if (symbols.isEmpty() || symbols.size() > settings.mostSymbols()) {
            throw new InvalidFieldException("symbols", "must name 1 to " + settings.mostSymbols() + " symbols");
        }
        return List.copyOf(symbols);
    }
}
