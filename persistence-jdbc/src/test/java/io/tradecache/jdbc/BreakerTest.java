package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Connection CONNECTION = (Connection) Proxy.newProxyInstance(
            BreakerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);

    private final AtomicLong nanos = new AtomicLong();
    private int attempts;
    private boolean away;
    private boolean usedUp;
    private final Breaker breaker = new Breaker(this::attempt, () -> usedUp, nanos::get);

    @Test
    void aDatabaseThatAnswersIsAskedEachTime() throws SQLException {
        assertThat(breaker.connect()).isSameAs(CONNECTION);
        assertThat(breaker.connect()).isSameAs(CONNECTION);

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void afterAFailureNobodyTriesForAWhile() {
        away = true;
        assertFails();
        nanos.addAndGet(Breaker.PAUSE.toNanos() - 1);

        assertFails();

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void theReasonIsKept() {
        away = true;
        assertFails();

        assertThatThrownBy(breaker::connect).hasRootCauseMessage("away");
    }

    @Test
    void afterTheWhileItIsTriedAgainAndIsOpenToAllOnceItIsBack() throws SQLException {
        away = true;
        assertFails();
        nanos.addAndGet(Breaker.PAUSE.toNanos());
        assertFails();
        assertThat(attempts).isEqualTo(2);

        away = false;
        nanos.addAndGet(Breaker.PAUSE.toNanos());

        assertThat(breaker.connect()).isSameAs(CONNECTION);
        assertThat(breaker.connect()).isSameAs(CONNECTION);
    }

    @Test
    void oneAtATimeTriesWhileTheOthersFail() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        Breaker slow = new Breaker(
                () -> {
                    if (attempts++ == 0) {
                        throw new SQLException("away");
                    }
                    tried.countDown();
                    CompletableFuture.runAsync(() -> awaited(back)).join();
                    return CONNECTION;
                },
                () -> false,
                nanos::get);
        assertThatThrownBy(slow::connect).isInstanceOf(SQLException.class);
        nanos.addAndGet(Breaker.PAUSE.toNanos());
        CompletableFuture<Connection> trial =
                CompletableFuture.supplyAsync(() -> SqlFailures.call("connect", slow::connect));
        assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(slow::connect).hasMessageContaining("a moment ago");

        back.countDown();
        assertThat(trial.get(20, TimeUnit.SECONDS)).isSameAs(CONNECTION);
    }

    @Test
    void aPoolThatIsUsedUpIsWaitedForAsEver() {
        away = true;
        usedUp = true;
        assertFails();

        assertFails();

        assertThat(attempts).isEqualTo(2);
    }

    private Connection attempt() throws SQLException {
        attempts++;
        if (away) {
            throw new SQLException("away");
        }
        return CONNECTION;
    }

    private void assertFails() {
        assertThatThrownBy(breaker::connect).isInstanceOf(SQLException.class);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
