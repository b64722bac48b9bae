package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

/** Nobody needs a session, and whoever may ask for one without proving anything must not fill the memory with them. */
class NoSessionsTest {

    private final List<String> made = new CopyOnWriteArrayList<>();
    private final AtomicReference<ServletContextHandler> context = new AtomicReference<>();

    @Test
    void noneIsKeptForARequestThatWantsToBecomeAWebSocket() throws Exception {
        try (Api api = Api.with(parts -> parts.with(config -> config.jetty.modifyServletContextHandler(this::watch)))) {
            api.get("/ws/none", "Sec-WebSocket-Version", "13");

            assertThat(made).isNotEmpty();
            for (String id : made) {
                assertThat(context.get().getSessionHandler().getManagedSession(id))
                        .isNull();
            }
        }
    }

    private void watch(ServletContextHandler handler) {
        context.set(handler);
        handler.getSessionHandler().addEventListener(new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                made.add(event.getSession().getId());
            }
        });
    }
}
