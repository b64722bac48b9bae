package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link EventBus} promises, together with the store that publishes on it. */
@DisplayName("An event bus")
@SuppressWarnings("try") // a subscription does its work by being open
public interface EventBusContract {

    /** What the invalidations of these tests forget. */
    CacheKey<Portfolio> FORGOTTEN = CacheKeys.portfolio(AMELIA, Samples.RETIREMENT);

    /** The bus under test: the same one throughout a test. */
    EventBus bus();

    /** The store that publishes on it. */
    CacheStore publisher();

    /** The next event that a listener heard, which must come soon. */
    default ChangeEvent next(BlockingQueue<ChangeEvent> heard) throws InterruptedException {
        ChangeEvent event = heard.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    @Test
    default void anInvalidationIsHeardWithAllThatItSays() throws Exception {
        BlockingQueue<ChangeEvent> heard = new LinkedBlockingQueue<>();
        Invalidation invalidation = invalidation(FORGOTTEN, 2);

        try (Subscription ignored = bus().onChange(heard::add)) {
            publisher().invalidate(invalidation);

            assertThat(next(heard)).isEqualTo(invalidation.event());
        }
    }

    @Test
    default void theKeysAreGoneBeforeTheEventIsHeard() throws Exception {
        CacheStore store = publisher();
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(FORGOTTEN);
        store.fill(leased.lease(), entry(portfolio(1)), Duration.ofMinutes(5));
        BlockingQueue<Lookup<Portfolio>> found = new LinkedBlockingQueue<>();

        try (Subscription ignored = bus().onChange(event -> found.add(store.find(FORGOTTEN)))) {
            store.invalidate(invalidation(FORGOTTEN, 2));

            assertThat(found.poll(10, TimeUnit.SECONDS)).isInstanceOf(Lookup.Leased.class);
        }
    }

    @Test
    default void everyListenerHearsEveryEvent() throws Exception {
        BlockingQueue<ChangeEvent> first = new LinkedBlockingQueue<>();
        BlockingQueue<ChangeEvent> second = new LinkedBlockingQueue<>();
        Invalidation invalidation = invalidation(FORGOTTEN, 2);

        try (Subscription one = bus().onChange(first::add);
                Subscription two = bus().onChange(second::add)) {
            publisher().invalidate(invalidation);

            assertThat(List.of(next(first), next(second))).containsOnly(invalidation.event());
        }
    }

    @Test
    default void aListenerThatThrowsHearsTheNextEventAndKeepsNobodyFromHearing() throws Exception {
        BlockingQueue<ChangeEvent> heard = new LinkedBlockingQueue<>();
        AtomicInteger failures = new AtomicInteger();

        try (Subscription failing = bus().onChange(event -> {
                    failures.incrementAndGet();
                    throw new IllegalStateException("thrown by the test");
                });
                Subscription working = bus().onChange(heard::add)) {
            publisher().invalidate(invalidation(FORGOTTEN, 2));
            publisher().invalidate(invalidation(FORGOTTEN, 3));

            next(heard);
            next(heard);
            assertThat(failures).hasValue(2);
        }
    }

    @Test
    default void aClosedSubscriptionHearsNothingMore() throws Exception {
        BlockingQueue<ChangeEvent> closed = new LinkedBlockingQueue<>();
        BlockingQueue<ChangeEvent> open = new LinkedBlockingQueue<>();
        Subscription subscription = bus().onChange(closed::add);

        try (Subscription ignored = bus().onChange(open::add)) {
            subscription.close();
            subscription.close();
            publisher().invalidate(invalidation(FORGOTTEN, 2));

            next(open);
            assertThat(closed).isEmpty();
        }
    }
}
