package io.tradecache.realtime;

import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Arrays;
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
    private static final int UPGRADE_REQUIRED = 426;
    /** Longer than two heartbeats of a client that sends none of its own. */
    private static final Duration IDLE = Duration.ofSeconds(75);
    /** A fuse: a session has one frame on its way, besides pings and the close. */
    private static final int MOST_OUTGOING = 16;

    private final RealTimeSettings settings;
    private final Origins origins;
    private final RealTime realTime;

    WebSocketRoute(RealTimeSettings settings, RealTime realTime) {
        this.settings = settings;
        this.origins = new Origins(settings.origins());
        this.realTime = realTime;
    }

    void register(JavalinConfig config) {
        limit(config.jetty);
        config.routes.get(PATH, WebSocketRoute::refusePlainHttp);
        config.routes.wsBeforeUpgrade(PATH, this::admit);
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

    private static void refusePlainHttp(Context ctx) {
        LOG.warn("A request to {} did not ask for a WebSocket", PATH);
        ctx.header("Upgrade", "websocket");
        throw new HttpResponseException(UPGRADE_REQUIRED);
    }

    private void admit(Context ctx) {
        if (realTime.isClosing()) {
            throw new ServiceUnavailableResponse();
        }
        if (!origins.admits(ctx.header("Origin"), ctx.header("Host"))) {
            LOG.warn("A web site was refused that is not allowed to connect");
            throw new ForbiddenResponse();
        }
        // Javalin has agreed to whatever was offered first.
        ctx.res().setHeader(PROTOCOL, speaksBatches(ctx.header(PROTOCOL)) ? BatchDialect.NAME : null);
        Sockets.keepShort(ctx.req());
    }

    private void serve(WsConfig ws) {
        ws.onConnect(this::connected);
        ws.onMessage(ctx -> client(ctx).heard(ctx.message()));
        ws.onBinaryMessage(ctx -> client(ctx).heardBinary());
        ws.onClose(ctx -> client(ctx).gone());
        ws.onError(ctx -> LOG.debug("A connection failed", ctx.error()));
    }

    private void connected(WsContext ctx) {
        ctx.attribute(CLIENT, realTime.client(new JettyOutbound(ctx.session), speaksBatches(ctx.header(PROTOCOL))));
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
