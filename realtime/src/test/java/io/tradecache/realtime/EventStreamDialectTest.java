package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventStreamDialectTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();

    @Test
    void aQuietStreamHasACommentAfterFifteenSeconds() {
        desk.session(outbound, new EventStreamDialect(desk.json));
        desk.pass(Duration.ofMillis(14_990));
        assertThat(outbound.texts()).isEmpty();

        desk.pass(Duration.ofMillis(260));

        assertThat(outbound.texts()).containsExactly(": heartbeat\n\n");
    }
}
