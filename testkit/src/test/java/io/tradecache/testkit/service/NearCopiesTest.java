package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Node.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.NearTrust;
import io.tradecache.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearCopiesTest {

    private static final Duration A_MOMENT = Duration.ofNanos(1);

    private final Node node = new Node();

    @Test
    void copiesAreNotServedBeforeAnythingVouchesForThem() {
        node.read(KEY, 1);

        assertThat(node.coherence.servesCopies()).isFalse();
        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void copiesAreServedAsLongAsTheBusWasHeardLately() {
        node.busIsHeard();
        node.read(KEY, 1);

        node.pass(NearTrust.BUS_BOUND);
        assertThat(source(KEY)).isEqualTo(Source.NEAR);
        node.pass(A_MOMENT);

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void copiesAreServedAsLongAsTheLogWasReadLately() {
        node.logIsRead();
        node.read(KEY, 1);

        node.pass(NearTrust.LOG_BOUND);
        assertThat(source(KEY)).isEqualTo(Source.NEAR);
        node.pass(A_MOMENT);

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void aCopyOfWhatWasLoadedHasTheFormInWhichTheSharedCacheKeepsIt() {
        node.busIsHeard();
        node.read(KEY, 7);

        Cached<Portfolio> copy = node.reads.read(KEY, Demand.ANY, Node.MUST_NOT_LOAD);

        assertThat(copy.source()).isEqualTo(Source.NEAR);
        assertThat(copy.entry().encoded()).hasValue("version 7".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheSharedCacheHadIsKeptWhileTheBusIsHeard() {
        node.busIsHeard();
        node.shareFromElsewhere(KEY, 1);

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
        assertThat(source(KEY)).isEqualTo(Source.NEAR);
    }

    @Test
    void whatTheSharedCacheHadIsNotKeptWhileTheBusIsSilent() {
        node.logIsRead();
        node.shareFromElsewhere(KEY, 1);

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void copiesOfTheTimeBeforeTheBusFellSilentAreNotServedOnTheWordOfTheLog() {
        node.logIsRead();
        node.busIsHeard();
        node.shareFromElsewhere(KEY, 1);
        node.read(KEY, 1);
        node.pass(NearTrust.BUS_BOUND.plus(A_MOMENT));

        node.logIsRead();
        assertThat(node.coherence.servesCopies()).isFalse();
        node.bus.lose();

        assertThat(node.coherence.servesCopies()).isTrue();
        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void theLossOfAnEventDropsEveryCopy() {
        node.busIsHeard();
        node.read(KEY, 1);
        node.read(Node.key(1), 1);

        node.bus.lose();
        node.busIsHeard();

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
        assertThat(source(Node.key(1))).isEqualTo(Source.SHARED);
    }

    @Test
    void theLossOfAnEventKeepsOutWhatWasBeingReadThen() {
        node.busIsHeard();

        loadWhile(() -> {
            node.bus.lose();
            node.busIsHeard();
        });

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void anEventKeepsOutWhatWasBeingReadThen() {
        node.busIsHeard();

        loadWhile(() -> node.bus.publish(Samples.event(List.of(KEY.text()), null)));

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void aChangeInTheLogDropsTheCopy() {
        Portfolio portfolio = Samples.portfolio(1);
        CacheKey<Portfolio> key = CacheKeys.portfolio(Samples.AMELIA, portfolio.portfolioId());
        node.logIsRead();
        node.reads.read(key, Demand.ANY, () -> new Versioned<>(portfolio, 1));
        assertThat(source(key)).isEqualTo(Source.NEAR);

        node.database.persistence().portfolios().insert(portfolio);
        node.logIsRead();

        assertThat(source(key)).isEqualTo(Source.SHARED);
    }

    @Test
    void anEventDropsTheCopiesOfItsKeysOnly() {
        node.busIsHeard();
        node.read(KEY, 1);
        node.read(Node.key(1), 1);

        node.bus.publish(Samples.event(List.of(KEY.text()), null));

        assertThat(source(Node.key(1))).isEqualTo(Source.NEAR);
        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void anEventForEveryKeyDropsEveryCopy() {
        node.busIsHeard();
        node.read(KEY, 1);

        node.bus.publish(Samples.event(List.of(ChangeEvent.EVERY_KEY), null));

        assertThat(source(KEY)).isEqualTo(Source.SHARED);
    }

    @Test
    void theNodesOwnChangeDropsItsCopyBeforeTheWriterIsAnswered() {
        node.busIsHeard();
        node.read(KEY, 1);

        node.invalidator.spoil(Node.change(0, 2));

        assertThat(node.read(KEY, 2).value().version()).isEqualTo(2);
    }

    @Test
    void ofWhatAnApplicationDeclaredTheBusAloneIsHeard() {
        node.logIsRead();

        assertThat(signal()).isEqualTo(Source.LOADED);
        assertThat(signal()).as("the log is read, but knows of no signals").isEqualTo(Source.SHARED);
        node.busIsHeard();
        assertThat(signal()).isEqualTo(Source.NEAR);
    }

    @Test
    void aCopyThatWasFoundBeforeAllWereDroppedIsNotTrustedBecauseTheyWere() {
        Late late = new Late();
        Node slow = new Node(late::over, time -> {}, LoadBound.DEFAULT_LOADS);
        slow.logIsRead();
        slow.busIsHeard();
        slow.shareFromElsewhere(KEY, 1);
        slow.read(KEY, 1);
        slow.pass(NearTrust.BUS_BOUND.plus(A_MOMENT));
        slow.logIsRead();
        late.onFind = slow.bus::lose;

        Cached<Portfolio> read = slow.read(KEY, 1);

        assertThat(read.source()).isEqualTo(Source.SHARED);
    }

    /** Loads the key's value while something happens. */
    private void loadWhile(Runnable event) {
        node.reads.read(KEY, Demand.ANY, () -> {
            Versioned<Portfolio> loaded = Node.version(1);
            event.run();
            return loaded;
        });
        node.shareFromElsewhere(KEY, 1);
    }

    /** Where a value of an application comes from. */
    private Source signal() {
        CacheKey<String> key =
                CacheKeys.of(new DeclaredFamily("signals", "signal"), Samples.AMELIA, "s1", String.class);
        return node.reads.read(key, Demand.ANY, () -> new Versioned<>("buy", 1)).source();
    }

    /** Where a value comes from that some cache must have. */
    private Source source(CacheKey<Portfolio> key) {
        return node.reads.read(key, Demand.ANY, Node.MUST_NOT_LOAD).source();
    }

    /** A near cache whose reader is overtaken between finding a copy and using it. */
    private static final class Late implements NearCache {
        private NearCache cache = NearCache.NONE;
        private Runnable onFind = () -> {};

        NearCache over(NearCache behind) {
            cache = behind;
            return this;
        }

        @Override
        public <T> @Nullable Cached<T> find(CacheKey<T> key) {
            Cached<T> found = cache.find(key);
            onFind.run();
            return found;
        }

        @Override
        public <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {
            cache.put(key, value, timeToLive, guard);
        }

        @Override
        public void remove(String keyText) {
            cache.remove(keyText);
        }

        @Override
        public void removeAll() {
            cache.removeAll();
        }
    }
}
