package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WheelTest {

    private static final int STEPS_OF_THE_USUAL_INTERVAL = 25;

    private final Desk desk = new Desk();

    @Test
    void clientsOfOneRhythmAreSentToOneAfterAnother() {
        List<InMemoryOutbound> clients = Stream.generate(InMemoryOutbound::new)
                .limit(STEPS_OF_THE_USUAL_INTERVAL)
                .toList();
        desk.publish("AAPL", "1");
        clients.forEach(client -> desk.plain(client).heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}"));
        clients.forEach(InMemoryOutbound::texts);
        desk.publish("AAPL", "2");

        for (int step = 0; step < STEPS_OF_THE_USUAL_INTERVAL; step++) {
            desk.wheel.turn();
            assertThat(clients.stream()
                            .mapToInt(client -> client.texts().size())
                            .sum())
                    .isEqualTo(1);
        }
    }
}
