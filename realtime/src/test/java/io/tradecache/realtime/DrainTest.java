package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final Desk desk = new Desk();

    @Test
    void fewClientsAreSentAwayAtOnceButNotTogether() {
        assertThat(hints(3)).containsExactly(0L, 10L, 20L);
    }

    @Test
    void manyClientsAreSpreadOverTheWindow() {
        assertThat(hints(100)).startsWith(0L, 5L, 10L).endsWith(495L);
    }

    @Test
    void moreThanAThousandASecondAreSentToNoNode() {
        assertThat(hints(2_000)).startsWith(0L, 1L, 2L).endsWith(1_999L);
    }

    /** What that many clients are told, in half a second's window. */
    private List<Long> hints(int clients) {
        List<InMemoryOutbound> outbounds =
                Stream.generate(InMemoryOutbound::new).limit(clients).toList();
        outbounds.forEach(desk::batching);
        // Whoever cannot wait is not waited for.
        Thread.currentThread().interrupt();
        new Drain(desk.hub, desk.json, Duration.ofMillis(500)).sendAway();
        assertThat(Thread.interrupted()).isTrue();
        return outbounds.stream()
                .map(outbound -> outbound.received().get(0).path("after_ms").asLong())
                .sorted()
                .toList();
    }
}
