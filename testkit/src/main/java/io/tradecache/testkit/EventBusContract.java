package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.testkit.RecordingListener.Told;
import io.tradecache.testkit.RecordingListener.Told.HeardAllUntil;
import io.tradecache.testkit.RecordingListener.Told.Lost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

    /** Breaks whatever the bus hears by, in a way that it can recover from. */
    void breakConnection();

    /** Makes a bus that does not do so by itself tell that nothing was lost so far. */
    default void beat() {}

    /** The next event that a listener heard, which must come soon. */
    default ChangeEvent next(BlockingQueue<ChangeEvent> heard) throws InterruptedException {
        ChangeEvent event = heard.poll(20, TimeUnit.SECONDS);
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

            assertThat(found.poll(20, TimeUnit.SECONDS)).isInstanceOf(Lookup.Leased.class);
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

    @Test
    default void everyEventOfSeveralInvalidationsIsHeard() throws Exception {
        RecordingListener listener = new RecordingListener();
        List<Invalidation> invalidations = IntStream.range(0, 600)
                .mapToObj(version -> invalidation(FORGOTTEN, version))
                .toList();

        try (Subscription ignored = bus().onChange(listener)) {
            publisher().invalidateAll(invalidations);

            listener.awaitEvent(invalidations.get(599).event());
            assertThat(listener.events())
                    .containsExactlyElementsOf(
                            invalidations.stream().map(Invalidation::event).toList());
        }
    }

    @Test
    default void thatAllKeysWithABeginningAreForgottenIsHeardWhenTheyAreGone() throws Exception {
        CacheStore store = publisher();
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(FORGOTTEN);
        store.fill(leased.lease(), entry(portfolio(1)), Duration.ofMinutes(5));
        BlockingQueue<Lookup<Portfolio>> found = new LinkedBlockingQueue<>();
        ChangeEvent everything = Samples.event(List.of(ChangeEvent.EVERY_KEY), null);

        try (Subscription ignored = bus().onChange(event -> found.add(store.find(FORGOTTEN)))) {
            store.forgetAll(List.of("portfolio:"), everything);

            assertThat(found.poll(20, TimeUnit.SECONDS)).isInstanceOf(Lookup.Leased.class);
        }
    }

    @Test
    default void pricesAreHeardAsTheyWerePublished() throws Exception {
        RecordingListener listener = new RecordingListener();
        Instant at = Instant.parse("2026-03-09T14:30:00.123456Z");
        List<PriceTick> ticks = List.of(
                new PriceTick(Samples.quote(new Symbol("AAPL"), "189.31", at), 3, 1),
                new PriceTick(Samples.quote(new Symbol("BRK.B"), "0.0001", at), 3, 7));

        try (Subscription ignored = bus().onChange(listener)) {
            assertThat(bus().publish(ticks)).isTrue();

            listener.await("of prices", new Told.Priced(ticks)::equals);
        }
    }

    @Test
    default void whoeverAsksForPricesIsHeardByAll() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus().onChange(listener)) {
            assertThat(bus().askForPrices()).isTrue();

            listener.await("of a question", Told.Asked.class::isInstance);
        }
    }

    @Test
    default void howTheFeedDoesIsHeardByAll() throws Exception {
        RecordingListener one = new RecordingListener();
        RecordingListener two = new RecordingListener();
        FeedReport report = new FeedReport(new FeedStatus("exchange", false, 3, "\"cut\" at 14:30"), 7);

        try (Subscription first = bus().onChange(one);
                Subscription second = bus().onChange(two)) {
            assertThat(bus().publish(report)).isTrue();

            one.await("of the feed", new Told.Reported(report)::equals);
            two.await("of the feed", new Told.Reported(report)::equals);
        }
    }

    @Test
    default void noPricesAreNotPublished() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus().onChange(listener)) {
            assertThat(bus().publish(List.of())).isTrue();
            publisher().invalidate(invalidation(FORGOTTEN, 2));

            listener.await("of an event", Told.Changed.class::isInstance);
            assertThat(listener.told()).noneMatch(Told.Priced.class::isInstance);
        }
    }

    @Test
    default void aBrokenConnectionIsALossAndThenEventsAreHeardAgain() throws Exception {
        RecordingListener listener = new RecordingListener();
        Invalidation invalidation = invalidation(FORGOTTEN, 2);

        try (Subscription ignored = bus().onChange(listener)) {
            listener.forget();
            breakConnection();
            listener.awaitLoss();
            publisher().invalidate(invalidation);

            listener.awaitEvent(invalidation.event());
            assertThat(listener.told())
                    .filteredOn(told -> !(told instanceof HeardAllUntil))
                    .first()
                    .isEqualTo(new Lost());
        }
    }

    @Test
    default void whatWasPublishedBeforeAMomentIsHeardBeforeItIsSaidThatAllWasHeard() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus().onChange(listener)) {
            for (int version = 1; version <= 3; version++) {
                Invalidation invalidation = invalidation(FORGOTTEN, version);
                publisher().invalidate(invalidation);
                long published = System.nanoTime();
                beat();

                listener.awaitProof(published);
                assertThat(listener.events()).hasSize(version).last().isEqualTo(invalidation.event());
            }
        }
    }

    @Test
    default void nothingIsSaidToBeLostWhileNothingIs() throws Exception {
        RecordingListener listener = new RecordingListener();

        try (Subscription ignored = bus().onChange(listener)) {
            listener.forget();
            long begun = System.nanoTime();
            for (int version = 1; version <= 100; version++) {
                publisher().invalidate(invalidation(FORGOTTEN, version));
            }
            long published = System.nanoTime();
            beat();
            listener.awaitProof(published);

            assumeTrue(System.nanoTime() - begun < 500_000_000L, "a machine that stalls may lose something");
            assertThat(listener.losses()).isZero();
            assertThat(listener.events()).hasSize(100);
        }
    }
}
