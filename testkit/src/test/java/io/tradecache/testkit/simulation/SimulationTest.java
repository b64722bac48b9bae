package io.tradecache.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole nodes, of the real classes over the in-memory adapters, in tens of thousands of schedules. With
 * {@code -Dtradecache.soak=true} there are ten times as many, beyond two hundred thousand.
 */
class SimulationTest {

    private static final Logger LOG = Logger.getLogger(SimulationTest.class.getName());

    private static final int SCHEDULES = Boolean.getBoolean("tradecache.soak") ? 10_000 : 1_000;

    /** Half of what is usual in the leanest case, which has one reader behind two writers. */
    private static final int COPIES = SCHEDULES / 200;

    @ParameterizedTest
    @EnumSource
    void neverIsAnAnswerOlderThanPromised(Case model) {
        Tally tally = Simulation.run(model.scenario, 1, SCHEDULES);

        LOG.info(() -> model + ": " + tally);
        assertThat(tally.schedules).isEqualTo(SCHEDULES);
        assertThat(tally.sharedAtRest)
                .as("shared values that were compared at rest")
                .isGreaterThan(SCHEDULES / 10);
        if (model != Case.NO_NEWS_AT_ALL) {
            assertThat(tally.copiesAtRest)
                    .as("copies that were compared at rest")
                    .isGreaterThan(COPIES);
            assertThat(tally.nearHits).as("copies that were served").isGreaterThan(SCHEDULES / 4);
        }
    }

    @Test
    void whatIsMeantToGoWrongGoesWrong() {
        Tally tally = Simulation.run(Case.EVERYTHING.scenario, 1, 1_000);

        assertThat(tally.crashes).isGreaterThan(100);
        assertThat(tally.lost).isGreaterThan(100);
        assertThat(tally.restarts).isGreaterThan(100);
        assertThat(tally.pending).isGreaterThan(100);
        assertThat(tally.failedReads).isGreaterThan(100);
        assertThat(tally.refusedFills).isGreaterThan(100);
    }

    @Test
    void oneSeedAlwaysGivesOneRun() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(Simulation.trace(Case.EVERYTHING.scenario, seed))
                    .hasSizeGreaterThan(20)
                    .isEqualTo(Simulation.trace(Case.EVERYTHING.scenario, seed));
        }
    }
}
