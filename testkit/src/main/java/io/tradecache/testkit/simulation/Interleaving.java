package io.tradecache.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryNearCache;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.RefusedException;
import io.tradecache.testkit.RecordingTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Readers and writers of one portfolio on two nodes, in one order. Not thread-safe. */
final class Interleaving {

    private static final int NODES = 2;
    private static final int COPIES = 100;

    /** Where the portfolio is cached before anybody begins. */
    enum Warmth {
        NOWHERE,
        SHARED,
        IN_THE_NODES
    }

    /** What is read. */
    enum Subject {
        /** One portfolio, whose versions are compared too. */
        PORTFOLIO,
        /** The list that it is in, which has no version: the lease alone guards it. */
        LIST
    }

    private final InterleavingsContract under;
    private final Subject subject;
    private final SimulatedTime time = new SimulatedTime();
    private final Baton baton;
    private final Portfolio portfolio;
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final List<Tradecache> nodes = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final long[] acknowledgedOn = new long[NODES];
    private long acknowledged;
    private int olderAnswers;

    Interleaving(InterleavingsContract under, Subject subject, Baton.Order order) {
        this.under = under;
        this.subject = subject;
        this.baton = new Baton(order, time, true);
        this.portfolio = under.unreadPortfolio();
        Persistence gated = GatedPersistence.of(under.persistence(), baton);
        for (int i = 0; i < NODES; i++) {
            NearCache near = new InMemoryNearCache(time.clock(), COPIES);
            Tradecache node = node(gated, new GatedNearCache(near, baton, Set.of(keyText())));
            nodes.add(node);
            subscriptions.add(node.coherence().listenTo(quietBus()));
        }
        under.settle();
    }

    void warm(Warmth warmth) {
        if (warmth == Warmth.SHARED) {
            read(stranger(), Demand.ANY);
        } else if (warmth == Warmth.IN_THE_NODES) {
            nodes.forEach(node -> read(node, Demand.ANY));
        }
    }

    void addReader(String name, int node, int reads) {
        baton.add(name, () -> false, () -> {
            for (int i = 0; i < reads; i++) {
                readAndCheck(node);
            }
        });
    }

    void addWriter(String name, int node) {
        baton.add(name, () -> false, () -> write(node));
    }

    /** Runs to the end, and then asks every node, and one that never had a copy. */
    void run(String description) {
        try {
            baton.run();
            under.settle();
            long stored = stored();
            for (Tradecache node : List.of(nodes.get(0), nodes.get(1), stranger())) {
                assertThat(read(node, Demand.ANY).value())
                        .as("the version that is read when all is quiet")
                        .isEqualTo(stored);
            }
        } catch (AssertionError e) {
            throw new AssertionError(description + ": " + e.getMessage() + "\n" + String.join("\n", baton.trace()), e);
        } finally {
            subscriptions.forEach(Subscription::close);
        }
    }

    /** How many reads were overtaken by a write, so that they gave what was right when they began. */
    int olderAnswers() {
        return olderAnswers;
    }

    int refusedFills() {
        return (int) (telemetry.count("fillRefused portfolio") + telemetry.count("fillRefused portfolios"));
    }

    private void readAndCheck(int node) {
        long own = acknowledgedOn[node];
        long anywhere = acknowledged;
        Cached<Long> answer = read(nodes.get(node), Demand.ANY);
        assertThat(answer.value())
                .as("the version that is read on node " + node)
                .isGreaterThanOrEqualTo(own);
        if (answer.source() == Source.SHARED) {
            assertThat(answer.value())
                    .as("the version that the shared cache gave")
                    .isGreaterThanOrEqualTo(anywhere);
        }
        if (answer.value() < stored()) {
            olderAnswers++;
        }
        if (subject == Subject.PORTFOLIO) {
            long token = acknowledged;
            assertThat(read(nodes.get(node), Demand.atLeast(token)).value())
                    .as("the version that is read with a token")
                    .isGreaterThanOrEqualTo(token);
        }
    }

    private void write(int node) {
        while (true) {
            try {
                Acknowledged<Portfolio> written = nodes.get(node)
                        .portfolios()
                        .update(portfolio.userId(), portfolio.portfolioId(), stored(), now -> now.withName("Pension"));
                assertThat(written.pending()).as("whether the cache was told").isFalse();
                acknowledgedOn[node] = Math.max(acknowledgedOn[node], written.version());
                acknowledged = Math.max(acknowledged, written.version());
                return;
            } catch (RefusedException.VersionConflict e) {
                baton.note("a write is refused");
            }
        }
    }

    /** The version that a node gives, and from where. */
    private Cached<Long> read(Tradecache node, Demand demand) {
        if (subject == Subject.LIST) {
            return node.portfolios()
                    .list(portfolio.userId(), demand)
                    .map(list -> list.portfolios().get(0).version());
        }
        return node.portfolios()
                .get(portfolio.userId(), portfolio.portfolioId(), demand)
                .map(Portfolio::version);
    }

    private EventBus quietBus() {
        return new EventBus() {
            @Override
            public Subscription onChange(Listener listener) {
                return under.bus().onChange(quiet(listener));
            }

            @Override
            public boolean publish(List<PriceTick> ticks) {
                return under.bus().publish(ticks);
            }

            @Override
            public boolean askForPrices() {
                return true;
            }

            @Override
            public boolean publish(FeedReport report) {
                return under.bus().publish(report);
            }
        };
    }

    /** A bus inside the process tells on the writer's thread, and under a lock of its own. */
    private EventBus.Listener quiet(EventBus.Listener listener) {
        return new EventBus.Listener() {
            @Override
            public void changed(ChangeEvent event) {
                baton.keep(() -> listener.changed(event));
            }

            @Override
            public void lost() {
                baton.keep(listener::lost);
            }

            @Override
            public void heardAllUntil(long nanoTime) {
                baton.keep(() -> listener.heardAllUntil(nanoTime));
            }
        };
    }

    private long stored() {
        return under.persistence()
                .portfolios()
                .find(portfolio.portfolioId())
                .orElseThrow()
                .version();
    }

    private String keyText() {
        CacheKey<?> key = subject == Subject.LIST
                ? CacheKeys.portfolios(portfolio.userId())
                : CacheKeys.portfolio(portfolio.userId(), portfolio.portfolioId());
        return key.text();
    }

    private Tradecache stranger() {
        return node(under.persistence(), NearCache.NONE);
    }

    private Tradecache node(Persistence persistence, NearCache near) {
        return Tradecache.builder(
                        new GatedCacheStore(under.store(), baton),
                        persistence,
                        new InMemoryPriceFeed(time.clock()),
                        time.clock())
                .near(near)
                .nanoTime(under.nanoTime())
                .pause(time.pause(baton))
                .telemetry(telemetry)
                .build();
    }
}
