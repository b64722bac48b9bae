package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ws/prices}: prices over a WebSocket. Thread-safe. */
final class WebSocketRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketRoute.class);

    private static final String PATH = "/ws/prices";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String FAILED_UPGRADE = "upgrade";
    private static final int BAD_REQUEST = 400;

    private final RealTimeSettings settings;
    private final Gate gate;
    private final RealTime realTime;
    /** Null until the server has started. */
    private volatile @Nullable Upgrade upgrade;

    WebSocketRoute(RealTimeSettings settings, Gate gate, RealTime realTime) {
        this.settings = settings;
        this.gate = gate;
        this.realTime = realTime;
    }

    void register(JavalinConfig config) {
        config.jetty.modifyServletContextHandler(handler -> config.jetty.modifyWebSocketServletFactory(
                started -> upgrade = new Upgrade(handler, settings.longestMessage())));
        config.routes.get(PATH, this::refusePlainHttp);
        // Behind all other handlers, for none is asked after it.
        config.events.serverStarting(() -> config.routes.wsBeforeUpgrade(PATH, this::open));
        // The framework would open it after that; it must know the path, so that it asks who is before.
        config.routes.ws(PATH, none -> {});
    }

    private void refusePlainHttp(Context ctx) {
        gate.reject(FAILED_UPGRADE);
        LOG.warn("A request to {} did not ask for a WebSocket", PATH);
        throw Handshake.upgradeRequired(ctx);
    }

    private void open(Context ctx) throws IOException {
        checkHandshake(ctx);
        Visitor visitor = gate.admit(ctx);
        boolean speaksBatches = speaksBatches(ctx.header(PROTOCOL));
        // The framework has agreed to whatever was offered first.
        ctx.res().setHeader(PROTOCOL, speaksBatches ? BatchDialect.NAME : null);
        Sockets.keepShort(ctx.req());
        if (!upgrade().accept(ctx.req(), ctx.res(), () -> new ClientSocket(realTime, speaksBatches, visitor))) {
            failed(BAD_REQUEST);
            throw Refusals.malformedHandshake();
        }
        ctx.skipRemainingHandlers();
    }

    private Upgrade upgrade() {
        return Objects.requireNonNull(upgrade, "the server has started");
    }

    private void checkHandshake(Context ctx) {
        try {
            Handshake.check(ctx);
        } catch (HttpResponseException e) {
            failed(e.getStatus());
            throw e;
        }
    }

    private void failed(int status) {
        LOG.warn("A request to {} could not become a WebSocket: {}", PATH, status);
        gate.reject(FAILED_UPGRADE);
    }

    private static boolean speaksBatches(@Nullable String offered) {
        return offered != null
                && Arrays.stream(offered.split(",")).map(String::strip).anyMatch(BatchDialect.NAME::equals);
    }
}
