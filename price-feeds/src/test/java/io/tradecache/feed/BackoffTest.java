package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Draws the highest number that it may. */
    private static final RandomGenerator UNLUCKY = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void theLimitDoublesUpToTheHighest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, UNLUCKY);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(backoff.next().toMillis());
        }

        assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void afterAThousandFailuresTheLimitIsStillTheHighest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, UNLUCKY);
        for (int i = 0; i < 1_000; i++) {
            backoff.next();
        }

        assertThat(backoff.next()).isEqualTo(LONGEST);
    }

    @Test
    void forgottenFailuresDoNotCount() {
        Backoff backoff = new Backoff(FIRST, LONGEST, UNLUCKY);
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(FIRST);
    }

    @Test
    void anyWaitBelowTheLimitMayCome() {
        Backoff backoff = new Backoff(LONGEST, LONGEST, new Random(7));
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            waits.add(backoff.next());
        }

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, LONGEST));
        assertThat(waits).anySatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(3)));
        assertThat(waits).anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(27)));
    }
}
