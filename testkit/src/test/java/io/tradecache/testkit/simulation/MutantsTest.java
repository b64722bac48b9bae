package io.tradecache.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation must notice when a part of the protocol is missing; otherwise it proves nothing about that part. */
class MutantsTest {

    private static final Logger LOG = Logger.getLogger(MutantsTest.class.getName());
    private static final int SEEDS = 20_000;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path classes;

    /** The floor is for readers of a lagging replica, which the simulated world does not have. */
    @Test
    void theFloorCannotBeMissedUnnoticed() throws Exception {
        Edit floorOff =
                Edit.ofAdapter("CacheSlot", "now.isBefore(floorExpiry) && candidate.version() < floor;", "false;");

        try (MutatedClasses mutated = MutatedClasses.of(ROOT, classes, List.of(floorOff))) {
            assertThat(mutated.loadClass(Probe.class.getName())
                            .getMethod("refusesVersionsUnderTheFloor")
                            .invoke(null))
                    .isEqualTo(false);
        }
        assertThat(Probe.refusesVersionsUnderTheFloor()).isTrue();
    }

    /** The guards of fills and copies, which the contract for all adapters must find missing by itself. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "FILL_UNCONDITIONAL",
                "NEAR_PUT_UNCONDITIONAL",
                "NEAR_PUT_WITHOUT_THE_LAST_LOOK",
                "FLIGHT_WITHOUT_STAMP",
                "TOKEN_NOT_CHECKED",
                "TOKEN_OF_A_CLIENT",
                "LEASE_NOT_VOIDED"
            })
    @EnabledIfSystemProperty(named = "tradecache.soak", matches = "true")
    void theInterleavingsNoticeAMissingGuard(Mutant mutant) throws Exception {
        try (MutatedClasses mutated = MutatedClasses.of(ROOT, classes, mutant.edits)) {
            assertThat(mutated.loadClass(Probe.class.getName())
                            .getMethod("interleavingsHold")
                            .invoke(null))
                    .isEqualTo(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPartCanBeMissedUnnoticed(Mutant mutant) throws Exception {
        long seed;
        try (MutatedClasses mutated = MutatedClasses.of(ROOT, classes, mutant.edits)) {
            seed = (long) mutated.loadClass(Probe.class.getName())
                    .getMethod("firstFailingSeed", String.class, int.class)
                    .invoke(null, mutant.model.name(), SEEDS);
        }

        LOG.info(() -> mutant + " dies under seed " + seed + " of " + mutant.model);
        assertThat(seed).as("the seed that kills the mutant").isPositive();
        assertThat(Probe.firstFailingSeed(mutant.model.name(), (int) seed))
                .as("what the same seeds find in the code as it is")
                .isZero();
    }
}
