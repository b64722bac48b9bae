package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page with live prices, whose server is started anew while somebody looks at it. */
class BrowserResumesTest {

    /** The client is always lucky in how long it waits, so that the test is quick. */
    private static final String OPEN_BOTH_STREAMS = """
            async () => {
                const { PriceStream } = await import("/client/tradecache-stream.js");
                globalThis.seen = { client: [], states: [], events: [], opened: 0 };
                const client = new PriceStream({ seams: { random: () => 0.1 } });
                client.addPriceCallback((symbol, price) => seen.client.push(`${symbol} ${price}`));
                client.addEventListener("state", ({ detail }) => seen.states.push(detail.state));
                client.subscribe(["AAPL"]);
                const events = new EventSource("/api/v1/stream/prices?symbols=AAPL");
                events.onopen = () => seen.opened++;
                events.addEventListener("price", ({ data }) => {
                    const quote = JSON.parse(data);
                    seen.events.push(`${quote.symbol} ${quote.price}`);
                });
                globalThis.client = client;
            }
            """;

    @Test
    void bothStreamsGoOnByThemselvesWhenTheServerIsBack() {
        try (Chromium chromium = Chromium.start();
                TestDatabase database = TestServers.freshDatabase()) {
            Servers servers =
                    new Servers(database.jdbcUrl(), database.user(), database.password(), TestServers.freshRedis());
            Page page = chromium.page();
            int port;
            try (ServedNode first = ServedNode.start(servers, 0)) {
                port = first.port();
                // A page of the server's own, which may run its scripts and talk to it, and nothing else.
                page.navigate(first.address() + "/docs");
                page.evaluate(OPEN_BOTH_STREAMS);
                page.waitForFunction("() => client.connected && seen.opened === 1");
                first.state("AAPL", "150.25");
                page.waitForFunction("() => client.prices.AAPL === 150.25 && seen.events.includes('AAPL 150.25')");
            }
            page.waitForFunction("() => !client.connected");
            try (ServedNode second = ServedNode.start(servers, port)) {
                second.state("AAPL", "151.5");

                page.waitForFunction("() => client.prices.AAPL === 151.5 && seen.events.includes('AAPL 151.5')");

                assertThat(page.evaluate("() => client.isStale('AAPL')")).isEqualTo(false);
                assertThat(page.evaluate("() => seen.states"))
                        .isEqualTo(List.of("connected", "reconnecting", "connected"));
                assertThat(page.evaluate("() => seen.client")).isEqualTo(List.of("AAPL 150.25", "AAPL 151.5"));
                page.evaluate("() => client.close()");
                assertThat(page.evaluate("() => client.state")).isEqualTo("disconnected");
            }
        }
    }
}
