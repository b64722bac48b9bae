package io.tradecache.testkit.simulation;

import java.util.List;

/** Runs a scenario under many seeds. */
final class Simulation {

    private Simulation() {}

    /** Runs seeds one after another, and fails with the first that breaks a promise and the steps that led there. */
    static Tally run(Scenario scenario, long firstSeed, int seeds) {
        Tally tally = new Tally();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            try {
                new World(scenario, seed, false, tally).run();
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        e.getMessage() + "\nin " + scenario + " under seed " + seed + ":\n"
                                + String.join("\n", trace(scenario, seed)),
                        e);
            }
        }
        return tally;
    }

    /** The steps of one schedule. */
    static List<String> trace(Scenario scenario, long seed) {
        World world = new World(scenario, seed, true, new Tally());
        try {
            world.run();
        } catch (RuntimeException | Error e) {
            world.baton.note(String.valueOf(e.getMessage()));
        }
        return world.baton.trace();
    }
}
