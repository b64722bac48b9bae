package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReturnsTest {

    private static final long NOW = System.nanoTime();

    @Test
    void aHintSaysAfterHowLongToComeAgain() {
        assertThat(afterMillis("{\"type\":\"reconnect\",\"after_ms\":1250}")).isEqualTo(1_250);
        assertThat(afterMillis("{\"type\":\"reconnect\"}")).isZero();
        assertThat(afterMillis("{\"type\":\"reconnect\",\"after_ms\":99999999999}"))
                .isEqualTo(60_000);
        assertThat(afterMillis("{\"type\":\"heartbeat\"}")).isEqualTo(Hint.NONE);
    }

    @Test
    void eachAttemptGoesToTheNextServerAndWaitsLonger() {
        Visit visit = Visit.first(7, Client.Habit.STEADY, 1).afterLoss(NOW, NOW, NOW, true, 3);
        assertThat(visit.target()).isEqualTo(2);
        assertThat(visit.jitterNanos()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(500));

        for (int tries = 1; tries <= 80; tries++) {
            visit = visit.afterFailure(3);

            assertThat(visit.target()).isEqualTo((2 + tries) % 3);
            assertThat(visit.lostAt()).isEqualTo(NOW);
            assertThat(visit.jitterNanos()).isBetween(0L, TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    void oneThatWasHardlyServedKeepsItsTries() {
        Visit tired = Visit.first(7, Client.Habit.STEADY, 0)
                .afterLoss(NOW, NOW, 0, true, 2)
                .afterFailure(2);

        assertThat(tired.afterLoss(NOW, NOW, 0, false, 2).tries()).isEqualTo(1);
        assertThat(tired.afterLoss(NOW, NOW, 0, true, 2).tries()).isZero();
    }

    @Test
    void oneThatFailedComesAgainWithinItsTime() {
        Returns returns = new Returns(2);
        returns.failed(Visit.first(1, Client.Habit.STEADY, 0).afterLoss(NOW, NOW, 0, true, 2), NOW);

        assertThat(returns.next(NOW - 1)).isNull();
        assertThat(returns.waiting()).isEqualTo(1);
        assertThat(returns.next(NOW + TimeUnit.SECONDS.toNanos(1))).isNotNull();
        assertThat(returns.waiting()).isZero();
    }

    private static long afterMillis(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Hint.afterMillis(bytes, 0, bytes.length);
    }
}
