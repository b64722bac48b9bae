package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishersTest {

    private static final String ANNA = "anna";

    private long nanos = Long.MAX_VALUE - 1_000;
    private final Publishers publishers = new Publishers(() -> nanos);

    @Test
    void nothingIsMissingWhenAllIsHeardThatIsSettled() {
        assertThat(publishers.settled(ANNA, 0)).isFalse();
        assertThat(publishers.heard(ANNA, 1)).isFalse();
        assertThat(publishers.heard(ANNA, 2)).isFalse();

        assertThat(publishers.settled(ANNA, 2)).isFalse();
    }

    @Test
    void whatIsSettledAndWasNotHeardIsMissingOnce() {
        publishers.settled(ANNA, 0);
        publishers.heard(ANNA, 1);
        publishers.heard(ANNA, 3);

        assertThat(publishers.settled(ANNA, 1)).isFalse();
        assertThat(publishers.settled(ANNA, 3)).isTrue();
        assertThat(publishers.settled(ANNA, 3)).isFalse();
    }

    @Test
    void anotherOrderIsNoLoss() {
        publishers.settled(ANNA, 0);
        publishers.heard(ANNA, 3);
        publishers.heard(ANNA, 1);
        boolean before = publishers.settled(ANNA, 1);
        publishers.heard(ANNA, 2);

        assertThat(before).isFalse();
        assertThat(publishers.settled(ANNA, 3)).isFalse();
    }

    @Test
    void whatCameBeforeTheSubscriptionIsNotMissed() {
        assertThat(publishers.settled(ANNA, 17)).isFalse();
        assertThat(publishers.heard("ben", 5)).isFalse();

        assertThat(publishers.settled("ben", 5)).isFalse();
        assertThat(publishers.settled(ANNA, 18)).isTrue();
    }

    @Test
    void whoTurnsUpLaterThanAllOthersHasNothingToHide() {
        pass(Publishers.ACQUAINTANCE.plusNanos(1));

        assertThat(publishers.settled("started now", 0)).isFalse();
        assertThat(publishers.heard("published at once", 1)).isFalse();
        assertThat(publishers.settled("published at once", 1)).isFalse();
        assertThat(publishers.settled("was away", 17)).isTrue();
    }

    @Test
    void aNewSubscriptionMissesNothingThatWasBeforeIt() {
        publishers.settled(ANNA, 0);
        pass(Duration.ofMinutes(5));

        publishers.begin();

        assertThat(publishers.settled(ANNA, 100)).isFalse();
    }

    @Test
    void whoWasSilentIsForgottenAndThenMissed() {
        publishers.settled(ANNA, 3);
        pass(Publishers.ABSENCE.plusNanos(1));
        publishers.settled("ben", 0);
        assertThat(publishers.size()).isEqualTo(1);

        assertThat(publishers.settled(ANNA, 3)).isTrue();
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 3 * Publishers.MOST_PUBLISHERS; i++) {
            publishers.settled("publisher " + i, 0);
        }

        assertThat(publishers.size()).isEqualTo(Publishers.MOST_PUBLISHERS);
    }

    @Test
    void whatIsMissingForTooLongIsTakenForLost() {
        publishers.settled(ANNA, 0);
        boolean lost = false;
        for (long number = 2; number <= Publishers.WINDOW; number++) {
            lost |= publishers.heard(ANNA, number);
        }

        assertThat(lost).isFalse();
        assertThat(publishers.heard(ANNA, Publishers.WINDOW + 1)).isTrue();
        assertThat(publishers.settled(ANNA, Publishers.WINDOW + 1)).isFalse();
        assertThat(publishers.heard(ANNA, Long.MAX_VALUE)).isTrue();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
