package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private long nanos = Long.MAX_VALUE - 1_000;
    private final Breaker breaker = new Breaker(() -> nanos);

    @Test
    void callsPassUntilTheFifthFailureInARow() {
        fail(4);
        assertThat(breaker.admits()).isTrue();

        assertThat(breaker.failed()).isTrue();

        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void aSuccessBetweenFailuresStartsTheCountAgain() {
        fail(4);
        breaker.succeeded();
        fail(4);

        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void oneCallIsLetThroughInEachPause() {
        fail(5);
        pass(Breaker.PAUSE);

        long admitted = IntStream.range(0, 100).filter(call -> breaker.admits()).count();

        assertThat(admitted).isEqualTo(1);
        pass(Breaker.PAUSE);
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void aTrialThatSucceedsLetsAllCallsThrough() {
        fail(5);
        pass(Breaker.PAUSE);
        breaker.admits();

        assertThat(breaker.succeeded()).isTrue();

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.succeeded()).isFalse();
    }

    @Test
    void aTrialThatFailsKeepsCallsAwayForAnotherPause() {
        fail(5);
        pass(Breaker.PAUSE);
        breaker.admits();

        assertThat(breaker.failed()).isFalse();

        pass(Breaker.PAUSE.minusNanos(1));
        assertThat(breaker.admits()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(breaker.admits()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
