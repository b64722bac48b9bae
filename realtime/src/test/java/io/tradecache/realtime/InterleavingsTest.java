package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order of ticks, turns and completions: numbers grow, and the last price of all arrives. */
class InterleavingsTest {

    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "BRK.B");
    private static final int SEEDS = 300;
    private static final int ACTIONS = 200;

    private final Desk desk = new Desk();
    private final Map<String, Long> delivered = new HashMap<>();
    private final Map<String, Long> published = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"plain", "batching"})
    void versionsGrowAndTheLastPriceArrives(String kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            delivered.clear();
            InMemoryOutbound outbound = new InMemoryOutbound();
            outbound.hesitate();
            Client client = kind.equals("plain") ? desk.plain(outbound) : desk.batching(outbound);
            client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"MSFT\",\"BRK.B\"]}");

            act(new Random(seed), outbound);
            for (int more = 0; more < 2 * SYMBOLS.size(); more++) {
                desk.pass(Duration.ofMillis(250));
                outbound.take();
                deliver(outbound);
            }

            assertThat(delivered).as("seed %d", seed).isEqualTo(published);
            client.gone(1000);
        }
    }

    private void act(Random random, InMemoryOutbound outbound) {
        for (int action = 0; action < ACTIONS; action++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
                    published.put(
                            symbol,
                            desk.publish(symbol, Integer.toString(1 + random.nextInt(1_000)))
                                    .seq());
                }
                case 1 -> desk.wheel.turn();
                default -> outbound.take();
            }
            assertThat(outbound.inFlight()).isLessThanOrEqualTo(1);
            deliver(outbound);
        }
    }

    private void deliver(InMemoryOutbound outbound) {
        for (JsonNode frame : outbound.received()) {
            List<JsonNode> prices = new ArrayList<>();
            if (frame.has("prices")) {
                frame.path("prices").forEach(prices::add);
            } else if (frame.has("price")) {
                prices.add(frame);
            }
            for (JsonNode price : prices) {
                long seq = price.path("seq").asLong();
                Long before = delivered.put(price.path("symbol").asText(), seq);
                assertThat(seq).isGreaterThan(before == null ? 0 : before);
            }
        }
    }
}
