package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.change.Outdated;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MishapTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();

    @Test
    void aClientIsServedAgainAfterAMessageCouldNotBeComposed() {
        desk.publish("AAPL", "151");
        Client client = desk.client(outbound, new Stumbling(desk.plain));
        assertThatThrownBy(() -> client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}"))
                .hasMessage("on purpose");

        desk.publish("AAPL", "152");
        desk.pass(Duration.ofMillis(250));

        assertThat(outbound.received())
                .extracting(frame -> frame.path("price").asInt())
                .containsExactly(152);
    }

    /** Cannot write a snapshot. */
    private record Stumbling(Dialect sound) implements Dialect {

        @Override
        public byte[] snapshot(List<Price> prices) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public String transport() {
            return sound.transport();
        }

        @Override
        public int most() {
            return sound.most();
        }

        @Override
        public byte[] prices(List<Price> prices) {
            return sound.prices(prices);
        }

        @Override
        public byte[] wholePrices(List<Price> prices) {
            return sound.wholePrices(prices);
        }

        @Override
        public byte @Nullable [] heartbeat() {
            return sound.heartbeat();
        }

        @Override
        public byte @Nullable [] outdated(Outdated object) {
            return sound.outdated(object);
        }

        @Override
        public boolean isTalkative() {
            return sound.isTalkative();
        }
    }
}
