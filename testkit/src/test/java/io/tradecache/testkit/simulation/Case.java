package io.tradecache.testkit.simulation;

import static io.tradecache.testkit.simulation.Scenario.Fault.CRASH;
import static io.tradecache.testkit.simulation.Scenario.Fault.FAILOVER;
import static io.tradecache.testkit.simulation.Scenario.Fault.LAPSE;
import static io.tradecache.testkit.simulation.Scenario.Fault.LOADER;
import static io.tradecache.testkit.simulation.Scenario.Fault.LOSS;
import static io.tradecache.testkit.simulation.Scenario.Fault.OUTAGE;
import static io.tradecache.testkit.simulation.Scenario.Fault.RESTART;
import static io.tradecache.testkit.simulation.Scenario.Fault.SILENCE;
import static io.tradecache.testkit.simulation.Scenario.Part.APPLIER;
import static io.tradecache.testkit.simulation.Scenario.Part.BUS;
import static io.tradecache.testkit.simulation.Scenario.Part.LISTS;
import static io.tradecache.testkit.simulation.Scenario.Part.TAIL;

import java.util.List;

/**
 * The cases of the protocol's model that hold, over the real classes. A number is that of the model. Where the log is off,
 * the guards must do alone, since the log would heal within moments what they let through. There is no dirty mark in
 * tradecache, so 21 and 22 are what remains of them without one.
 */
enum Case {
    LEASES_WITH_TWO_WRITERS_8(Scenario.of(List.of(0, 0, 1), List.of(1, 0)).without(TAIL, APPLIER)),
    LEASES_AND_STAMPS_9(Scenario.of(List.of(0, 0, 1), List.of(1)).without(TAIL, APPLIER)),
    LEASES_AND_STAMPS_WITH_TWO_WRITERS_9B(
            Scenario.of(List.of(0, 1), List.of(1, 0)).without(TAIL, APPLIER)),
    FLIGHTS_KEYED_BY_STAMP_11(Scenario.of(List.of(0, 0, 1), List.of(0)).without(TAIL, APPLIER)),
    KILLED_WRITER_13(Scenario.of(List.of(0, 1), List.of(1, 0), CRASH)),
    LOST_MESSAGES_WITHOUT_A_LOG_15(
            Scenario.of(List.of(0, 0, 1), List.of(1, 0), LOSS).without(TAIL, APPLIER)),
    LOST_MESSAGES_15(Scenario.of(List.of(0, 1), List.of(1), CRASH, LOSS)),
    CACHE_LOSES_ALL_WITHOUT_A_LOG_16(
            Scenario.of(List.of(0, 1), List.of(1, 0), RESTART).without(TAIL, APPLIER)),
    CACHE_LOSES_ONE_KEY_WITHOUT_A_LOG_16(
            Scenario.of(List.of(0, 0, 1), List.of(1, 0), RESTART).without(TAIL, APPLIER, LISTS)),
    CACHE_LOSES_ALL_16(Scenario.of(List.of(0, 1), List.of(1), CRASH, RESTART)),
    FAILOVER_AND_REPLAY_18(Scenario.of(List.of(0, 1), List.of(1), FAILOVER)),
    FAILOVER_REPLAY_AND_KILLED_WRITER_18B(Scenario.of(List.of(0, 1), List.of(1), CRASH, FAILOVER)),
    KILL_LOSS_AND_EVICTION_21_22B(Scenario.of(List.of(0, 1), List.of(1), CRASH, LOSS, RESTART)),
    KILL_LOSS_AND_EVICTION_WITH_TWO_WRITERS_22C(Scenario.of(List.of(0), List.of(1, 0), CRASH, LOSS, RESTART)),
    INVALIDATION_SKIPS_WHAT_IS_NEW_23B(Scenario.of(List.of(0, 1), List.of(1, 0), CRASH, LAPSE)),
    STALLED_READERS_24B(Scenario.of(List.of(0, 0, 0), List.of(1), LAPSE)),
    SILENT_BUS_WITHOUT_A_LOG(
            Scenario.of(List.of(0, 0, 0), List.of(1), LAPSE, SILENCE).without(TAIL, APPLIER)),
    SILENT_BUS(Scenario.of(List.of(0, 0), List.of(1), LAPSE, SILENCE)),
    LOG_WITHOUT_A_BUS(Scenario.of(List.of(0, 0, 1), List.of(1)).without(BUS)),
    NO_NEWS_AT_ALL(Scenario.of(List.of(0, 0, 0), List.of(1), LAPSE).without(BUS, TAIL, APPLIER)),
    FAILING_LOADS(Scenario.of(List.of(0, 0, 1), List.of(1), LOADER)),
    CACHE_OUT_OF_REACH(Scenario.of(List.of(0, 0, 1), List.of(0, 1), OUTAGE)),
    EVERYTHING(Scenario.of(List.of(0, 1), List.of(1, 0), CRASH, LOSS, SILENCE, RESTART, LAPSE, LOADER, OUTAGE));

    @SuppressWarnings("ImmutableEnumChecker") // It copies its collections.
    final Scenario scenario;

    Case(Scenario scenario) {
        this.scenario = scenario;
    }
}
