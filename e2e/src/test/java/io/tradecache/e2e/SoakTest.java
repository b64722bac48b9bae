package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The promise, under fire. The long form: {@code -Dtradecache.soak=true}. */
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
        try (Soak soak = new Soak(Long.getLong("tradecache.soak.seed", 2), true)) {
            Soak.Outcome outcome = soak.outcome();
            while (outcome.rounds < 200 || outcome.acknowledged < 100_000 || outcome.reads < 100_000_000) {
                soak.round(Duration.ofSeconds(3));
                if (outcome.rounds % 20 == 0) {
                    System.out.println("soak: " + soak.outcome());
                }
            }

            System.out.println("soak: " + soak.outcome());
            assertNothingOld(soak, outcome);
            assertThat(outcome.faults).isGreaterThanOrEqualTo(300);
        }
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
