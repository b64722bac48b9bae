package io.tradecache.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.NewRecords;
import io.tradecache.testkit.simulation.Interleaving.Subject;
import io.tradecache.testkit.simulation.Interleaving.Warmth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a cache, a bus and a database promise together, in whatever order readers and writers take their steps: whole nodes
 * stop at each call of a port and go on in a given order. For every combination of adapters.
 */
@DisplayName("A cache, a bus and a database")
public interface InterleavingsContract {

    /** Begins, looks for a copy, asks the cache, loads, fills, keeps a copy. */
    int READER_STEPS = 6;

    /** Opens its transaction, commits, invalidates, drops the copy, answers. */
    int WRITER_STEPS = 5;

    /** How often each of two readers reads. */
    int READS = 3;

    /** The cache under test; it need not be empty. */
    CacheStore store();

    /** The database under test; it need not be empty. */
    Persistence persistence();

    /** The bus that the cache publishes on. */
    EventBus bus();

    /** The time that the bus shows its proofs by. */
    default LongSupplier nanoTime() {
        return System::nanoTime;
    }

    /** Returns when all that was published has been heard, and the bus has shown that it lost nothing. */
    void settle();

    /** A stored portfolio at version 1 that nobody has read yet. */
    default Portfolio unreadPortfolio() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        persistence().portfolios().insert(portfolio);
        return portfolio;
    }

    /** How many schedules of two readers and two writers are tried; 20,000 with {@code -Dtradecache.soak=true}. */
    default int schedules() {
        return Boolean.getBoolean("tradecache.soak") ? 20_000 : 2_000;
    }

    @Test
    default void aReaderBesideAWriterOnItsNodeIsRightInEveryOrder() {
        tryAllMerges(Subject.PORTFOLIO, 0);
        tryAllMerges(Subject.LIST, 0);
    }

    @Test
    default void aReaderBesideAWriterOnAnotherNodeIsRightInEveryOrder() {
        tryAllMerges(Subject.PORTFOLIO, 1);
        tryAllMerges(Subject.LIST, 1);
    }

    @Test
    default void twoReadersBesideTwoWritersAreRightInManyOrders() {
        List<Warmth> warmths = List.of(Warmth.values());
        int olderAnswers = 0;
        int refusedFills = 0;
        for (int seed = 1; seed <= schedules(); seed++) {
            Random random = new Random(seed);
            Subject subject = random.nextBoolean() ? Subject.PORTFOLIO : Subject.LIST;
            Interleaving interleaving =
                    new Interleaving(this, subject, ready -> ready.get(random.nextInt(ready.size())));
            interleaving.warm(warmths.get(random.nextInt(warmths.size())));
            interleaving.addReader("R0", 0, READS);
            interleaving.addReader("R1", random.nextInt(2), READS);
            interleaving.addWriter("W0", 0);
            interleaving.addWriter("W1", 1);
            interleaving.run("seed " + seed);
            olderAnswers += interleaving.olderAnswers();
            refusedFills += interleaving.refusedFills();
        }
        assertThat(olderAnswers).as("reads that were overtaken by a write").isPositive();
        assertThat(refusedFills).as("fills that came too late").isPositive();
    }

    /** All orders in which six steps of a reader and five of a writer can be merged: 462. */
    private void tryAllMerges(Subject subject, int writersNode) {
        int olderAnswers = 0;
        int refusedFills = 0;
        List<String> merges = merges("", READER_STEPS, WRITER_STEPS);
        assertThat(merges).hasSize(462);
        for (Warmth warmth : Warmth.values()) {
            for (String merge : merges) {
                Interleaving interleaving = new Interleaving(this, subject, new Merge(merge));
                interleaving.warm(warmth);
                interleaving.addReader("R", 0, 1);
                interleaving.addWriter("W", writersNode);
                interleaving.run(subject + ", cached " + warmth + ", steps " + merge);
                olderAnswers += interleaving.olderAnswers();
                refusedFills += interleaving.refusedFills();
            }
        }
        assertThat(olderAnswers).as("reads that were overtaken by the write").isPositive();
        assertThat(refusedFills).as("fills that came too late").isPositive();
    }

    private static List<String> merges(String begun, int readerSteps, int writerSteps) {
        if (readerSteps == 0 && writerSteps == 0) {
            return List.of(begun);
        }
        List<String> merges = new ArrayList<>();
        if (readerSteps > 0) {
            merges.addAll(merges(begun + "R", readerSteps - 1, writerSteps));
        }
        if (writerSteps > 0) {
            merges.addAll(merges(begun + "W", readerSteps, writerSteps - 1));
        }
        return merges;
    }
}
