package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ws/prices}: prices over a WebSocket. Thread-safe. */
final class WebSocketRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketRoute.class);

    private static final String PATH = "/ws/prices";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String CLIENT = "tradecache.client";
    private static final String VISITOR = "tradecache.visitor";
    private static final String FAILED_UPGRADE = "upgrade";
    private static final int SWITCHING_PROTOCOLS = 101;
    /** Longer than two heartbeats of a client that sends none of its own. */
    private static final Duration IDLE = Duration.ofSeconds(75);
    /** A fuse: a session has one frame on its way, besides pings and the close. */
    private static final int MOST_OUTGOING = 16;

    private final RealTimeSettings settings;
    private final Gate gate;
    private final RealTime realTime;

    WebSocketRoute(RealTimeSettings settings, Gate gate, RealTime realTime) {
        this.settings = settings;
        this.gate = gate;
        this.realTime = realTime;
    }

    void register(JavalinConfig config) {
        limit(config.jetty);
        config.routes.get(PATH, this::refusePlainHttp);
        config.routes.wsBeforeUpgrade(PATH, this::admit);
        config.routes.wsAfterUpgrade(PATH, this::noteFailure);
        config.routes.ws(PATH, this::serve);
    }

    private void limit(JettyConfig jetty) {
        AtomicReference<ServletContextHandler> context = new AtomicReference<>();
        jetty.modifyServletContextHandler(context::set);
        jetty.modifyWebSocketServletFactory(factory -> {
            limit(factory);
            // It would cost each connection more memory than all the rest of it, for frames that are short anyway.
            WebSocketServerComponents.getWebSocketComponents(context.get())
                    .getExtensionRegistry()
                    .unregister("permessage-deflate");
        });
    }

    private void limit(JettyWebSocketServletFactory factory) {
        factory.setMaxTextMessageSize(settings.longestMessage());
        factory.setMaxBinaryMessageSize(settings.longestMessage());
        factory.setMaxFrameSize(settings.longestMessage());
        factory.setMaxOutgoingFrames(MOST_OUTGOING);
        factory.setIdleTimeout(IDLE);
    }

    private void refusePlainHttp(Context ctx) {
        gate.reject(FAILED_UPGRADE);
        LOG.warn("A request to {} did not ask for a WebSocket", PATH);
        throw Handshake.upgradeRequired(ctx);
    }

    private void admit(Context ctx) {
        checkHandshake(ctx);
        ctx.attribute(VISITOR, gate.admit(ctx));
        // Javalin has agreed to whatever was offered first.
        ctx.res().setHeader(PROTOCOL, speaksBatches(ctx.header(PROTOCOL)) ? BatchDialect.NAME : null);
        Sockets.keepShort(ctx.req());
    }

    private void checkHandshake(Context ctx) {
        try {
            Handshake.check(ctx);
        } catch (HttpResponseException e) {
            failed(e.getStatus());
            throw e;
        }
    }

    /** What the web server refuses by itself. */
    private void noteFailure(Context ctx) {
        if (ctx.res().getStatus() != SWITCHING_PROTOCOLS) {
            failed(ctx.res().getStatus());
        }
    }

    private void failed(int status) {
        LOG.warn("A request to {} could not become a WebSocket: {}", PATH, status);
        gate.reject(FAILED_UPGRADE);
    }

    private void serve(WsConfig ws) {
        ws.onConnect(this::connected);
        ws.onMessage(ctx -> client(ctx).heard(ctx.message()));
        ws.onBinaryMessage(ctx -> client(ctx).heardBinary());
        ws.onClose(ctx -> client(ctx).gone(ctx.status()));
        ws.onError(ctx -> LOG.debug("A connection failed", ctx.error()));
    }

    private void connected(WsContext ctx) {
        Visitor visitor = Objects.requireNonNull(ctx.attribute(VISITOR), "set before the upgrade");
        Client client = realTime.client(new JettyOutbound(ctx.session), speaksBatches(ctx.header(PROTOCOL)), visitor);
        ctx.attribute(CLIENT, client);
        realTime.welcome(client);
    }

    private static Client client(WsContext ctx) {
        Client client = ctx.attribute(CLIENT);
        if (client == null) {
            throw new IllegalStateException("a message before the connection");
        }
        return client;
    }

    private static boolean speaksBatches(@Nullable String offered) {
        return offered != null
                && Arrays.stream(offered.split(",")).map(String::strip).anyMatch(BatchDialect.NAME::equals);
    }
}
