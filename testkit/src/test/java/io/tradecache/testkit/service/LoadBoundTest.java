package io.tradecache.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.service.LoadBound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadBoundTest {

    private static final int BOUND = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void neverMoreLoadsRunAtOnceThanAreAllowed() throws Exception {
        Node node = new Node(UnaryOperator.identity(), time -> {}, BOUND);
        CyclicBarrier full = new CyclicBarrier(BOUND);
        List<Future<Cached<Portfolio>>> readers = new ArrayList<>();

        for (int i = 0; i < 10 * BOUND; i++) {
            int number = i;
            readers.add(threads.submit(() -> node.reads.read(Node.key(number), Demand.ANY, () -> counted(full))));
        }

        for (Future<Cached<Portfolio>> reader : readers) {
            reader.get(20, TimeUnit.SECONDS);
        }
        assertThat(most).hasValue(BOUND);
    }

    @Test
    void aLoadWithinALoadNeedsNoPlaceOfItsOwn() {
        Node node = new Node(UnaryOperator.identity(), time -> {}, 1);

        Cached<Portfolio> outer = node.reads.read(Node.key(1), Demand.ANY, () -> {
            long inner = node.read(Node.key(2), 7).value().version();
            return Node.version(inner);
        });

        assertThat(outer.value().version()).isEqualTo(7);
    }

    @Test
    void aFailedLoadGivesItsPlaceBack() {
        Node node = new Node(UnaryOperator.identity(), time -> {}, 1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> node.reads.read(Node.key(1), Demand.ANY, () -> {
                        throw new IllegalStateException("no database");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(node.read(Node.key(1), 1).value().version()).isEqualTo(1);
    }

    @Test
    void aBoundThatAllowsNothingIsRefused() {
        assertThatThrownBy(() -> new LoadBound(0)).hasMessageContaining("at least one");
    }

    /** A load that ends only when as many run as may: if one too many ever ran, it would be counted. */
    private Versioned<Portfolio> counted(CyclicBarrier full) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            full.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("fewer loads ran at once than are allowed", e);
        } finally {
            running.decrementAndGet();
        }
        return Node.version(1);
    }
}
