package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.Telemetry;
import io.tradecache.redis.RedisSettings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand callers on three nodes want one cold value, whose source takes 100 ms. */
@Tag("alone")
class StampedeTest {

    private static final int CALLERS = 1_000;

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    @Test
    void theSourceIsAskedOnce() throws Exception {
        try (Cluster cluster = cluster()) {
            long begun = System.nanoTime();
            List<Future<Portfolio>> answers = all(cluster);
            for (Future<Portfolio> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).version()).isEqualTo(1);
            }
            System.out.printf(
                    "%d callers answered within %d ms by %d loads%n",
                    CALLERS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun), loads.get());

            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void aFailingSourceIsAskedAFewTimesAndTheNextSuccessIsServed() throws Exception {
        try (Cluster cluster = cluster()) {
            failing.set(true);
            int refused = 0;
            for (Future<Portfolio> answer : all(cluster)) {
                try {
                    answer.get(60, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(PortException.Unavailable.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(CALLERS);
            assertThat(loads.get()).isLessThanOrEqualTo(CALLERS / 10);

            failing.set(false);
            assertThat(cluster.read(cluster.nodes.get(0), 0).entry().version()).isEqualTo(1);
            assertThat(cluster.read(cluster.nodes.get(1), 0).entry().version()).isEqualTo(1);
        }
    }

    private static List<Future<Portfolio>> all(Cluster cluster) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Portfolio>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                var node = cluster.nodes.get(i % cluster.nodes.size());
                calls.add(() -> cluster.read(node, 0).value());
            }
            return threads.invokeAll(calls);
        } finally {
            threads.shutdown();
        }
    }

    private Cluster cluster() {
        // A thousand threads on two cores keep Redis itself waiting, which must not pass for a Redis that is gone.
        UnaryOperator<RedisSettings> patient = settings -> settings.withTimeout(Duration.ofSeconds(5));
        return new Cluster(3, 1, new TestNode.Around(patient, UnaryOperator.identity(), this::slow, Telemetry.NONE));
    }

    private Persistence slow(Persistence persistence) {
        PortfolioRepository portfolios = (PortfolioRepository) Proxy.newProxyInstance(
                StampedeTest.class.getClassLoader(),
                new Class<?>[] {PortfolioRepository.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        load((PortfolioId) arguments[0]);
                    }
                    try {
                        return method.invoke(persistence.portfolios(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new Persistence(
                persistence.transactions(),
                portfolios,
                persistence.holdings(),
                persistence.watchlists(),
                persistence.items(),
                persistence.history(),
                persistence.idempotencyKeys());
    }

    private void load(PortfolioId id) throws InterruptedException {
        loads.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(100).toMillis());
        if (failing.get()) {
            throw new PortException.Unavailable("database", id.value(), new IOException("cut by the test"));
        }
    }
}
