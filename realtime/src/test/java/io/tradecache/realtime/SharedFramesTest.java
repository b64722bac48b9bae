package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedFramesTest {

    private final Desk desk = new Desk();
    private final AtomicLong turn = new AtomicLong();
    private final List<List<Price>> composed = new ArrayList<>();
    private final SharedFrames frames = new SharedFrames(this::composed, turn::get);
    private final Price apple = Price.published(desk.publish("AAPL", "1"));
    private final Price microsoft = Price.published(desk.publish("MSFT", "1"));

    @Test
    void clientsOfOneTurnShareAFrameWithTheSamePrices() {
        byte[] first = frames.of(List.of(apple, microsoft));

        assertThat(frames.of(List.of(apple, microsoft))).isSameAs(first);
        assertThat(composed).hasSize(1);
    }

    @Test
    void otherPricesAreAnotherFrame() {
        assertThat(frames.of(List.of(apple))).isNotEqualTo(frames.of(List.of(apple, microsoft)));
        assertThat(frames.of(List.of(microsoft, apple))).isNotEqualTo(frames.of(List.of(apple, microsoft)));
    }

    @Test
    void theNextTurnHasItsOwn() {
        frames.of(List.of(apple));
        turn.incrementAndGet();

        frames.of(List.of(apple));

        assertThat(composed).hasSize(2);
    }

    private byte[] composed(List<Price> prices) {
        composed.add(prices);
        return prices.stream()
                .map(price -> price.quote().symbol().value())
                .toList()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
