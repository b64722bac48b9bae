package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The promise, under fire. The long form: {@code -Dtradecache.soak=true}, until enough was tried, or for so long as {@code
 * -Dtradecache.soak.minutes} says.
 */
class SoakTest {

    @Test
    void aMinuteOfFaultsLeavesNothingOld() throws Exception {
        try (Soak soak = new Soak(1, true)) {
            long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            while (System.nanoTime() - end < 0) {
                soak.round(Duration.ofSeconds(3));
            }
            soak.killOne();
            soak.round(Duration.ofSeconds(1));

            Soak.Outcome outcome = soak.outcome();
            System.out.println("soak: " + outcome);
            assertNothingOld(soak, outcome);
            assertThat(outcome.acknowledged).isGreaterThan(1_000);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "tradecache.soak", matches = "true")
    void aLongSoakLeavesNothingOld() throws Exception {
        Duration longest = Duration.ofMinutes(Long.getLong("tradecache.soak.minutes", 60));
        try (Soak soak = new Soak(Long.getLong("tradecache.soak.seed", 2), true)) {
            long end = System.nanoTime() + longest.toNanos();
            Soak.Outcome outcome = soak.outcome();
            while (!isEnough(outcome) && System.nanoTime() - end < 0) {
                soak.round(Duration.ofSeconds(3));
                soak.outcome();
            }

            System.out.println("soak: " + outcome);
            assertNothingOld(soak, outcome);
        }
    }

    private static boolean isEnough(Soak.Outcome outcome) {
        return outcome.rounds >= 200
                && outcome.acknowledged >= 100_000
                && outcome.reads >= 100_000_000
                && outcome.faults >= 300;
    }

    @Test
    @EnabledIfSystemProperty(named = "tradecache.soak", matches = "true")
    void withoutFaultsOldReadsAreRareAndYoung() throws Exception {
        try (Soak soak = new Soak(3, false)) {
            for (int i = 0; i < 10; i++) {
                soak.round(Duration.ofSeconds(3));
            }

            Soak.Outcome outcome = soak.outcome();
            System.out.println("soak without faults: " + outcome);
            assertNothingOld(soak, outcome);
        }
    }

    private static void assertNothingOld(Soak soak, Soak.Outcome outcome) {
        assertThat(soak.complaints()).isEmpty();
        assertThat(outcome.violations).isZero();
        assertThat(outcome.stale).isZero();
        assertThat(outcome.fewestCopies).isGreaterThanOrEqualTo(500);
    }
}
