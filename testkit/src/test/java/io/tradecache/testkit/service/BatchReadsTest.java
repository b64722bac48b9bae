package io.tradecache.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.service.LoadBound;
import io.tradecache.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred keys, of which 150 are cached, 30 are missing, and 20 are being loaded by another node. */
class BatchReadsTest {

    private static final List<CacheKey<Portfolio>> KEYS =
            IntStream.range(0, 200).mapToObj(Node::key).toList();
    private static final List<CacheKey<Portfolio>> CACHED = KEYS.subList(0, 150);
    private static final List<CacheKey<Portfolio>> MISSING = KEYS.subList(150, 180);
    private static final List<CacheKey<Portfolio>> ELSEWHERE = KEYS.subList(180, 200);

    private final List<Set<CacheKey<Portfolio>>> loads = new ArrayList<>();
    private final List<Lease<Portfolio>> held = new ArrayList<>();
    private int pauses;
    private int pausesUntilTheOtherIsDone = 3;
    private final Node node = new Node(UnaryOperator.identity(), this::pause, LoadBound.DEFAULT_LOADS);

    @Test
    void oneLookUpAndOneLoadDoForAllAndTheRestIsWaitedFor() {
        prepare();

        Map<CacheKey<Portfolio>, Cached<Portfolio>> found = node.batches.readAll(KEYS, Demand.ANY, this::load);

        assertThat(found.keySet()).containsExactlyElementsOf(KEYS);
        assertThat(loads).singleElement().isEqualTo(Set.copyOf(MISSING));
        assertThat(sources(found, CACHED)).containsOnly(Source.SHARED);
        assertThat(sources(found, MISSING)).containsOnly(Source.LOADED);
        assertThat(sources(found, ELSEWHERE)).containsOnly(Source.SHARED);
        assertThat(found.get(ELSEWHERE.get(0)).value().version())
                .as("the other's value")
                .isEqualTo(2);
        assertThat(asked().get(0)).containsExactlyElementsOf(KEYS);
        assertThat(asked().subList(1, asked().size()))
                .hasSize(3)
                .allSatisfy(later -> assertThat(Set.copyOf(later)).isEqualTo(Set.copyOf(ELSEWHERE)));
    }

    @Test
    void whatWasLoadedIsThereForTheNextReader() {
        prepare();
        node.batches.readAll(KEYS, Demand.ANY, this::load);
        loads.clear();

        Map<CacheKey<Portfolio>, Cached<Portfolio>> found = node.batches.readAll(KEYS, Demand.ANY, this::load);

        assertThat(found).hasSize(200);
        assertThat(loads).isEmpty();
    }

    @Test
    void whatTheOtherNeverDeliversIsLoadedInTheEnd() {
        pausesUntilTheOtherIsDone = Integer.MAX_VALUE;
        prepare();

        Map<CacheKey<Portfolio>, Cached<Portfolio>> found = node.batches.readAll(KEYS, Demand.ANY, this::load);

        assertThat(found).hasSize(200);
        assertThat(loads).containsExactly(Set.copyOf(MISSING), Set.copyOf(ELSEWHERE));
    }

    @Test
    void aFailedLoadGivesAllItsLeasesBack() {
        prepare();

        assertThatThrownBy(() -> node.batches.readAll(MISSING, Demand.ANY, (keys, cacheAnswers) -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(node.batches.readAll(MISSING, Demand.ANY, this::load)).hasSize(30);
        assertThat(pauses).isZero();
    }

    private void prepare() {
        CACHED.forEach(key -> node.shareFromElsewhere(key, 1));
        ELSEWHERE.forEach(key -> held.add(((Lookup.Leased<Portfolio>) node.store.find(key)).lease()));
        node.store.asked().clear();
    }

    /** Lets time pass; the other node delivers after so many pauses. */
    private void pause(Duration time) {
        node.pass(time);
        if (++pauses == pausesUntilTheOtherIsDone) {
            held.forEach(lease -> node.store.fill(lease, Samples.entry(Samples.portfolio(2)), Duration.ofMinutes(5)));
        }
    }

    private Map<CacheKey<Portfolio>, Versioned<Portfolio>> load(Set<CacheKey<Portfolio>> keys, boolean cacheAnswers) {
        assertThat(cacheAnswers).isTrue();
        loads.add(Set.copyOf(keys));
        return keys.stream().collect(Collectors.toMap(key -> key, key -> Node.version(1)));
    }

    private List<List<CacheKey<?>>> asked() {
        return node.store.asked();
    }

    private static List<Source> sources(
            Map<CacheKey<Portfolio>, Cached<Portfolio>> found, List<CacheKey<Portfolio>> keys) {
        return keys.stream().map(key -> found.get(key).source()).toList();
    }
}
