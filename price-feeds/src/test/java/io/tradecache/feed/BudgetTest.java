package io.tradecache.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");

    @Test
    void whoComesTooEarlyIsToldWhenThereIsRoom() {
        Budget budget = new Budget(clock, List.of(new Budget.Limit(3, MINUTE)));
        budget.spend(1);
        clock.advance(Duration.ofSeconds(10));
        budget.spend(2);

        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:31:00Z"), false));
        assertThat(budget.spend(2)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:31:10Z"), false));
        clock.set("2026-03-09T14:31:00Z");
        assertThat(budget.spend(1)).isEmpty();
        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:31:10Z"), false));
    }

    @Test
    void whatIsRefusedIsNotSpent() {
        Budget budget = new Budget(clock, List.of(new Budget.Limit(3, MINUTE)));
        budget.spend(2);

        assertThat(budget.spend(2)).isPresent();
        assertThat(budget.spend(1)).isEmpty();
    }

    @Test
    void aClosureHoldsForAQuarterOfAnHourAtMost() {
        Budget budget = new Budget(clock, List.of(new Budget.Limit(3, MINUTE)));

        budget.usedUpUntil(clock.instant().plus(Duration.ofDays(1)));
        budget.usedUpUntil(clock.instant());

        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:45:00Z"), false));
    }

    @Test
    void aRefusalHoldsForAQuarterOfAnHourAtMost() {
        Budget budget = new Budget(clock, List.of(new Budget.Limit(3, MINUTE)));

        budget.refusedUntil(clock.instant().plus(Duration.ofDays(1)));
        budget.refusedUntil(clock.instant());

        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:45:00Z"), true));
    }

    @Test
    void aRefusalIsToldAsLongAsItHoldsThoughThereIsNoRoomEither() {
        Budget budget = new Budget(clock, List.of(new Budget.Limit(3, MINUTE)));
        budget.spend(3);
        budget.refusedUntil(Instant.parse("2026-03-09T14:30:20Z"));

        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:31:00Z"), true));
        clock.set("2026-03-09T14:30:20Z");
        assertThat(budget.spend(1)).contains(new Budget.Wait(Instant.parse("2026-03-09T14:31:00Z"), false));
    }

    @Test
    void noStretchOfTimeHoldsMoreCallsThanItsLimitAllows() {
        Budget budget =
                new Budget(clock, List.of(new Budget.Limit(60, MINUTE), new Budget.Limit(5, Duration.ofSeconds(1))));
        Random random = new Random(7);
        Deque<Instant> lastMinute = new ArrayDeque<>();
        int spent = 0;
        for (int i = 0; i < 10_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(400)));
            if (budget.spend(1).isEmpty()) {
                lastMinute.addLast(clock.instant());
                spent++;
            }
            while (!lastMinute.isEmpty() && !lastMinute.peekFirst().plus(MINUTE).isAfter(clock.instant())) {
                lastMinute.removeFirst();
            }
            Instant second = clock.instant().minusSeconds(1);

            assertThat(lastMinute).hasSizeLessThanOrEqualTo(60);
            assertThat(lastMinute.stream()
                            .filter(moment -> moment.isAfter(second))
                            .count())
                    .isLessThanOrEqualTo(5);
        }

        assertThat(spent).isGreaterThan(1_500);
    }
}
