package io.tradecache.core.inmemory;

import io.tradecache.core.port.Leadership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Shares roles out among the nodes of one process. A single node leads everything at once. Thread-safe. */
public final class InMemoryLeadership {

    /** How long a leader leads without saying so again. */
    public static final Duration TERM = Duration.ofSeconds(2);

    private final Clock clock;
    private final Map<String, Term> terms = new HashMap<>();

    /**
     * Nobody leads anything yet.
     *
     * @param clock what terms are measured by
     */
    public InMemoryLeadership(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a node leads by.
     *
     * @param node its name, unlike all others
     * @return leadership as this node sees it
     */
    public Leadership of(String node) {
        return new Member(this, node);
    }

    private synchronized boolean lead(String node, String role) {
        Instant now = clock.instant();
        Term term = terms.get(role);
        if (term != null && !term.leader.equals(node) && now.isBefore(term.end)) {
            return false;
        }
        long epoch = term == null ? 1 : term.epoch + (term.leader.equals(node) ? 0 : 1);
        terms.put(role, new Term(node, epoch, now.plus(TERM)));
        return true;
    }

    private synchronized void resign(String node, String role) {
        Term term = terms.get(role);
        if (term != null && term.leader.equals(node)) {
            terms.put(role, new Term(node, term.epoch, Instant.MIN));
        }
    }

    private synchronized long epoch(String role) {
        Term term = terms.get(role);
        return term == null ? 0 : term.epoch;
    }

    private record Term(String leader, long epoch, Instant end) {}

    private static final class Member implements Leadership {
        private final InMemoryLeadership all;
        private final String node;

        Member(InMemoryLeadership all, String node) {
            this.all = all;
            this.node = node;
        }

        @Override
        public boolean lead(String role) {
            return all.lead(node, role);
        }

        @Override
        public void resign(String role) {
            all.resign(node, role);
        }

        @Override
        public long epoch(String role) {
            return all.epoch(role);
        }
    }
}
