package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

    @Test
    void aQuestionThatHangsCountsAsANoAndIsNotAskedTwice() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        BooleanSupplier hanging = () -> {
            asked.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
        try (HealthChecks checks = new HealthChecks(() -> true, hanging, Duration.ofSeconds(2))) {
            checks.report();

            HealthChecks.Report report = checks.report();

            assertThat(report).isEqualTo(new HealthChecks.Report(true, false));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aQuestionThatFailsCountsAsANo() {
        BooleanSupplier failing = () -> {
            throw new IllegalStateException("down");
        };
        try (HealthChecks checks = new HealthChecks(failing, () -> true)) {
            assertThat(checks.report()).isEqualTo(new HealthChecks.Report(false, true));
        }
    }
}
