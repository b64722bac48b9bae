package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /ws/prices}: prices over a WebSocket. Thread-safe. */
final class WebSocketRoute {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketRoute.class);

    private static final String PATH = "/ws/prices";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
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
        prepare(config.jetty);
        config.routes.get(PATH, this::refusePlainHttp);
        config.routes.wsBeforeUpgrade(PATH, this::admit);
        config.routes.wsAfterUpgrade(PATH, this::noteFailure);
        // It has no handlers there: its sockets are made by the creator below.
        config.routes.ws(PATH, none -> {});
    }

    private void prepare(JettyConfig jetty) {
        AtomicReference<ServletContextHandler> context = new AtomicReference<>();
        jetty.modifyServletContextHandler(handler -> {
            keepNoSessions(handler.getSessionHandler());
            context.set(handler);
        });
        jetty.modifyWebSocketServletFactory(factory -> {
            limit(factory);
            factory.addMapping(PATH, (request, response) -> socket(request));
            // It would cost each connection more memory than all the rest of it, for frames that are short anyway.
            WebSocketServerComponents.getWebSocketComponents(context.get())
                    .getExtensionRegistry()
                    .unregister("permessage-deflate");
        });
    }

    /** The framework asks each request that wants to become a WebSocket for its session, which would be kept for ever. */
    private static void keepNoSessions(SessionHandler sessions) {
        SessionCache none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
        sessions.setUsingCookies(false);
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

    /** Called where the request of {@link #admit} is about to become a WebSocket. */
    private ClientSocket socket(JettyServerUpgradeRequest request) {
        Object visitor = Objects.requireNonNull(request.getServletAttribute(VISITOR), "set before the upgrade");
        return new ClientSocket(realTime, speaksBatches(request.getHeader(PROTOCOL)), (Visitor) visitor);
    }

    private static boolean speaksBatches(@Nullable String offered) {
        return offered != null
                && Arrays.stream(offered.split(",")).map(String::strip).anyMatch(BatchDialect.NAME::equals);
    }
}
