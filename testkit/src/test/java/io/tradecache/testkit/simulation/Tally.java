package io.tradecache.testkit.simulation;

/** What happened in simulated worlds: a check that never had anything to look at proves nothing. Not thread-safe. */
final class Tally {

    long schedules;
    long steps;
    long reads;
    long nearHits;
    long sharedHits;
    long joined;
    long failedReads;
    long writes;
    long pending;
    long refusedFills;
    long lost;
    long crashes;
    long restarts;
    long copiesAtRest;
    long sharedAtRest;

    @Override
    public String toString() {
        return ("%,d schedules, %,d steps, %,d reads (%,d near, %,d shared, %,d joined, %,d failed), %,d writes (%,d pending),"
                        + " %,d refused fills, %,d lost messages, %,d crashes, %,d cache losses; at rest %,d copies and %,d"
                        + " shared values")
                .formatted(
                        schedules,
                        steps,
                        reads,
                        nearHits,
                        sharedHits,
                        joined,
                        failedReads,
                        writes,
                        pending,
                        refusedFills,
                        lost,
                        crashes,
                        restarts,
                        copiesAtRest,
                        sharedAtRest);
    }
}
