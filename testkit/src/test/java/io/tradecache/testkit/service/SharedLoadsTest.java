package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Node.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.Pause;
import io.tradecache.core.service.LoadBound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers of one node who want the same value at the same time. */
class SharedLoadsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void aThousandReadersOfOneKeyMakeOneLoad() throws Exception {
        Joins joins = new Joins(999);
        Node node = new Node(UnaryOperator.identity(), joins, LoadBound.DEFAULT_LOADS);
        List<Future<Cached<Portfolio>>> readers = new ArrayList<>();

        for (int i = 0; i < 1_000; i++) {
            readers.add(threads.submit(() -> node.reads.read(KEY, Demand.ANY, () -> loadWhenAllJoined(joins))));
        }

        for (Future<Cached<Portfolio>> reader : readers) {
            assertThat(reader.get().value().version()).isEqualTo(1);
        }
        assertThat(loads).hasValue(1);
        assertThat(node.store.asked()).as("look-ups in the shared cache").hasSize(1);
    }

    @Test
    void aReaderDoesNotJoinALoadThatBeganBeforeAnInvalidation() {
        Node node = new Node(UnaryOperator.identity(), new Joins(0), LoadBound.DEFAULT_LOADS);
        List<Cached<Portfolio>> later = new ArrayList<>();

        Cached<Portfolio> earlier = node.reads.read(KEY, Demand.ANY, () -> {
            Versioned<Portfolio> old = Node.version(1);
            node.invalidator.spoil(Node.change(0, 2));
            later.add(await(threads.submit(() -> node.read(KEY, 2))));
            return old;
        });

        assertThat(earlier.value().version()).isEqualTo(1);
        assertThat(later)
                .singleElement()
                .satisfies(read -> assertThat(read.value().version()).isEqualTo(2));
        assertThat(node.read(KEY, 3).value().version())
                .as("the old value was kept nowhere")
                .isEqualTo(2);
    }

    @Test
    void aFailedLoadFailsThoseWhoJoinedItAndNobodyElse() {
        Joins joins = new Joins(1);
        Node node = new Node(UnaryOperator.identity(), joins, LoadBound.DEFAULT_LOADS);
        IllegalStateException trouble = new IllegalStateException("no database");
        List<Future<Cached<Portfolio>>> joiners = new ArrayList<>();

        assertThatThrownBy(() -> node.reads.read(KEY, Demand.ANY, () -> {
                    joiners.add(threads.submit(() -> node.reads.read(KEY, Demand.ANY, Node.MUST_NOT_LOAD)));
                    joins.await();
                    throw trouble;
                }))
                .isSameAs(trouble);

        assertThatThrownBy(() -> joiners.get(0).get(20, TimeUnit.SECONDS)).hasCause(trouble);
        assertThat(node.read(KEY, 1).value().version()).isEqualTo(1);
    }

    @Test
    void aReaderWhoWantsMoreThanTheSharedLoadGaveLoadsAgain() throws Exception {
        Joins joins = new Joins(1);
        Node node = new Node(UnaryOperator.identity(), joins, LoadBound.DEFAULT_LOADS);
        List<Future<Cached<Portfolio>>> demanding = new ArrayList<>();

        node.reads.read(KEY, Demand.ANY, () -> {
            demanding.add(threads.submit(() -> node.reads.read(KEY, Demand.atLeast(2), () -> Node.version(2))));
            joins.await();
            return Node.version(1);
        });

        assertThat(demanding.get(0).get(20, TimeUnit.SECONDS).value().version()).isEqualTo(2);
    }

    private Versioned<Portfolio> loadWhenAllJoined(Joins joins) {
        joins.await();
        return Node.version(loads.incrementAndGet());
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a reader did not come to an end by itself", e);
        }
    }

    /** Knows when so many readers have joined a load, and lets them wait for it in earnest, however busy the machine. */
    private static final class Joins implements Pause {

        private static final Duration IN_EARNEST = Duration.ofSeconds(20);

        private final CountDownLatch outstanding;
        private final int expected;

        Joins(int expected) {
            this.expected = expected;
            this.outstanding = new CountDownLatch(expected);
        }

        void await() {
            try {
                assertThat(outstanding.await(20, TimeUnit.SECONDS))
                        .as("whether all joined, %d did not", outstanding.getCount())
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }

        @Override
        public void await(Duration time) {
            throw new AssertionError("nobody else holds the lease");
        }

        @Override
        public boolean until(CompletableFuture<?> done, Duration patience) throws InterruptedException {
            assertThat(expected).as("joins that are expected").isPositive();
            outstanding.countDown();
            return Pause.super.until(done, IN_EARNEST);
        }
    }
}
