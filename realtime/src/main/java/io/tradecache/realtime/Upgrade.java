package io.tradecache.realtime;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.common.JettyWebSocketFrameHandlerFactory;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * Makes WebSockets of requests. The framework's way keeps the request, its answer and all their headers for as long as the
 * connection lives, which is half of what an idle client costs; this one keeps nothing of them. Thread-safe.
 */
final class Upgrade {

    /** Longer than two heartbeats of a client that sends none of its own. */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** So many times what is taken is read, so that who sends too much can be told; who sends more is cut off. */
    private static final long MOST_READ = 3;

    private final WebSocketMappings mappings;
    private final JettyWebSocketFrameHandlerFactory handlers;
    private final Configuration.ConfigurationCustomizer limits = new Configuration.ConfigurationCustomizer();

    /**
     * Works in a web server that has its WebSocket support started.
     *
     * @param context of the server
     * @param longestMessage how many bytes of a client are taken at a time
     */
    Upgrade(ServletContextHandler context, int longestMessage) {
        WebSocketComponents components = WebSocketServerComponents.getWebSocketComponents(context);
        mappings = new WebSocketMappings(components);
        handlers = new JettyWebSocketFrameHandlerFactory(
                JettyWebSocketServerContainer.getContainer(context.getServletContext()), components);
        long mostRead = MOST_READ * longestMessage;
        limits.setMaxTextMessageSize(mostRead);
        limits.setMaxBinaryMessageSize(mostRead);
        limits.setMaxFrameSize(mostRead);
        limits.setIdleTimeout(IDLE);
    }

    /**
     * Answers a request whose handshake was found to be right; its connection is a WebSocket from then on. It has no
     * extensions: to compress would cost each connection more memory than all the rest of it, for frames that are short.
     *
     * @param socket makes what is called when it is open
     * @return false when the web server found a fault after all, and the request is not answered yet
     */
    boolean accept(HttpServletRequest asked, HttpServletResponse answered, Supplier<ClientSocket> socket)
            throws IOException {
        Request request = ServletCoreRequest.wrap(asked);
        Response response = ServletCoreResponse.wrap(request, answered, false);
        try (Blocker.Callback callback = Blocker.callback()) {
            boolean upgraded = mappings.upgrade(
                    (to, from, failed) -> {
                        from.setExtensions(List.of());
                        return handlers.newJettyFrameHandler(socket.get());
                    },
                    request,
                    response,
                    callback,
                    limits);
            if (upgraded) {
                callback.block();
            }
            return upgraded;
        }
    }
}
