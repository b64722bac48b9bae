package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link NearCache} promises. A test class implements this interface and says how its cache is made.
 */
@DisplayName("A near cache")
public interface NearCacheContract {

    /** The key that most tests are about. */
    CacheKey<Portfolio> KEY = CacheKeys.portfolio(AMELIA, Samples.RETIREMENT);

    /** How long copies live in most tests. */
    Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    /** The cache under test, with room for some thousand portfolios, and empty when a test begins. */
    NearCache near();

    /** Another cache, with room for that many of {@link Samples#portfolio} at most, and for one at least. */
    NearCache withRoomFor(int portfolios);

    /** Lets time pass for {@link #near}. */
    void pass(Duration time);

    @Test
    default void itHandsOutTheVeryObjectThatWasPutIn() {
        Cached<Portfolio> copy = copy(1);

        put(near(), KEY, copy);

        assertThat(near().find(KEY)).isSameAs(copy);
        assertThat(near().find(key(2))).as("a key that nobody put in").isNull();
    }

    @Test
    default void whatWasPutInLastIsFound() {
        put(near(), KEY, copy(1));
        Cached<Portfolio> newer = copy(2);
        put(near(), KEY, newer);
        Cached<Portfolio> again = copy(2);

        put(near(), KEY, again);

        assertThat(near().find(KEY)).isSameAs(again);
    }

    @Test
    default void aValueIsGoneWhenItsTimeIsOver() {
        near().put(KEY, copy(1), HALF_A_MINUTE, () -> true);
        near().put(key(2), copy(1), Duration.ofSeconds(5), () -> true);

        pass(Duration.ofSeconds(5));
        Cached<Portfolio> shorter = near().find(key(2));
        Cached<Portfolio> before = near().find(KEY);
        pass(Duration.ofSeconds(25));

        assertThat(shorter).as("the one that was to live for 5 s").isNull();
        assertThat(before).as("the one that was to live for 30 s").isNotNull();
        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void lookingAtAValueDoesNotProlongItsTime() {
        put(near(), KEY, copy(1));

        for (int i = 0; i < 29; i++) {
            pass(Duration.ofSeconds(1));
            assertThat(near().find(KEY)).isNotNull();
        }
        pass(Duration.ofSeconds(1));

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void aReplacedValueLivesAsLongAsTheNewOneIsTo() {
        near().put(KEY, copy(1), HALF_A_MINUTE, () -> true);
        near().put(KEY, copy(2), Duration.ofSeconds(5), () -> true);

        pass(Duration.ofSeconds(5));

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void aPutThatIsRefusedChangesNeitherTheValueNorItsTime() {
        Cached<Portfolio> present = copy(2);
        put(near(), KEY, present);
        pass(Duration.ofSeconds(29));

        near().put(KEY, copy(3), HALF_A_MINUTE, () -> false);
        near().put(KEY, copy(1), HALF_A_MINUTE, () -> true);

        assertThat(near().find(KEY)).isSameAs(present);
        pass(Duration.ofSeconds(1));
        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void nothingIsPutInAgainstTheGuard() {
        near().put(KEY, copy(1), HALF_A_MINUTE, () -> false);

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void anOlderVersionNeverReplacesANewerOne() {
        Cached<Portfolio> newer = copy(2);
        put(near(), KEY, newer);

        put(near(), KEY, copy(1));

        assertThat(near().find(KEY)).isSameAs(newer);
    }

    @Test
    default void aNewerVersionWhoseTimeIsOverStandsInNobodysWay() {
        put(near(), KEY, copy(2));
        pass(HALF_A_MINUTE);
        Cached<Portfolio> older = copy(1);

        put(near(), KEY, older);

        assertThat(near().find(KEY)).isSameAs(older);
    }

    @Test
    default void aRemovalBesideThePutOfANewKeyFindsTheValueOrPreventsIt() {
        removeWhileTheGuardIsAsked(() -> near().remove(KEY.text()));

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void aRemovalBesideThePutOfAKnownKeyFindsTheValueOrPreventsIt() {
        put(near(), KEY, copy(1));

        removeWhileTheGuardIsAsked(() -> near().remove(KEY.text()));

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void aRemovalOfEverythingBesideAPutFindsTheValueOrPreventsIt() {
        removeWhileTheGuardIsAsked(near()::removeAll);

        assertThat(near().find(KEY)).isNull();
    }

    @Test
    default void removingDropsOneValue() {
        put(near(), KEY, copy(1));
        put(near(), key(2), copy(1));

        near().remove(KEY.text());
        near().remove("nothing:here");

        assertThat(near().find(KEY)).isNull();
        assertThat(near().find(key(2))).isNotNull();
    }

    @Test
    default void removingAllDropsEveryValue() {
        List<CacheKey<Portfolio>> keys = keys(1_000);
        keys.forEach(key -> put(near(), key, copy(1)));

        near().removeAll();

        assertThat(keys).noneMatch(key -> near().find(key) != null);
        put(near(), KEY, copy(1));
        assertThat(near().find(KEY)).as("a value of later").isNotNull();
    }

    @Test
    default void itIsBounded() {
        NearCache small = withRoomFor(10);
        List<CacheKey<Portfolio>> keys = keys(1_000);

        keys.forEach(key -> put(small, key, copy(1)));

        assertThat(keys.stream().filter(key -> small.find(key) != null).count()).isBetween(1L, 10L);
    }

    /** Starts a removal when the guard of a put has said yes, and lets the put go on when the removal is over, or waits. */
    private void removeWhileTheGuardIsAsked(Runnable removal) {
        List<Thread> removers = new ArrayList<>();
        AtomicBoolean unchanged = new AtomicBoolean(true);
        near().put(KEY, copy(2), HALF_A_MINUTE, () -> {
            boolean answer = unchanged.get();
            Thread remover = new Thread(() -> {
                unchanged.set(false);
                removal.run();
            });
            remover.start();
            removers.add(remover);
            awaitRest(remover);
            return answer;
        });
        for (Thread remover : removers) {
            awaitEnd(remover);
        }
    }

    private static void awaitRest(Thread thread) {
        while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
            assertThat(thread.isAlive()).as("whether the removal still runs").isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void put(NearCache near, CacheKey<Portfolio> key, Cached<Portfolio> copy) {
        near.put(key, copy, HALF_A_MINUTE, () -> true);
    }

    private static Cached<Portfolio> copy(long version) {
        return new Cached<>(Samples.entry(Samples.portfolio(version)), Source.NEAR);
    }

    private static CacheKey<Portfolio> key(int number) {
        return CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number));
    }

    private static List<CacheKey<Portfolio>> keys(int count) {
        return IntStream.range(0, count).mapToObj(NearCacheContract::key).toList();
    }
}
