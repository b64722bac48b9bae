package io.tradecache.testkit.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a simulated world consists of. Immutable.
 *
 * @param readers the node of each reader
 * @param writers the node of each writer
 * @param faults what goes wrong in it
 * @param missing parts that are switched off, since one part can heal what another one breaks
 */
record Scenario(List<Integer> readers, List<Integer> writers, Set<Fault> faults, Set<Part> missing) {

    /** Copies the collections. */
    Scenario {
        readers = List.copyOf(readers);
        writers = List.copyOf(writers);
        faults = Set.copyOf(faults);
        missing = Set.copyOf(missing);
    }

    /** What can go wrong. */
    enum Fault {
        /** A node dies, once. */
        CRASH,
        /** Messages to a node are lost, twice. */
        LOSS,
        /** A node hears nothing for a while, and notices. */
        SILENCE,
        /** The shared cache loses everything, twice. */
        RESTART,
        /** The shared cache is replaced by a copy that lags behind, once. */
        FAILOVER,
        /** Leases lapse while their holders stall. */
        LAPSE,
        /** A node cannot reach the shared cache for a while. */
        OUTAGE,
        /** Nobody can load from the database for a while. */
        LOADER
    }

    /** What can be switched off. */
    enum Part {
        BUS,
        TAIL,
        APPLIER,
        /** The key without versions is not read. */
        LISTS
    }

    static Scenario of(List<Integer> readers, List<Integer> writers, Fault... faults) {
        Set<Fault> set = EnumSet.noneOf(Fault.class);
        set.addAll(Arrays.asList(faults));
        return new Scenario(readers, writers, set, EnumSet.noneOf(Part.class));
    }

    Scenario without(Part... parts) {
        Set<Part> set = EnumSet.noneOf(Part.class);
        set.addAll(Arrays.asList(parts));
        return new Scenario(readers, writers, faults, set);
    }

    int nodes() {
        List<Integer> all = new ArrayList<>(readers);
        all.addAll(writers);
        return all.stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean has(Part part) {
        return !missing.contains(part);
    }
}
