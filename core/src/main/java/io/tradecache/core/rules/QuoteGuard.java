package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether to believe what a source states. A price that goes back in time is dropped. One that jumps too far is not
 * believed until enough statements in a row agree with it, since a split and a crash are true and a slipped decimal point
 * is not; meanwhile the last good price stays, and ages. Immutable and thread-safe.
 *
 * @param limit how far a price may be from the last good one, as a part of that, inclusive, either way; above zero
 * @param statements how many in a row must agree, each within the limit of those before, for a jump to be believed; 1 or
 *     above
 */
public record QuoteGuard(BigDecimal limit, int statements) {

    /** Half the last good price either way, and three statements. */
    public static final QuoteGuard DEFAULT = new QuoteGuard(new BigDecimal("0.5"), 3);

    /** By how much the clock of a source may be ahead of ours. */
    public static final Duration LARGEST_SKEW = Duration.ofSeconds(5);

    /** Checks the numbers. */
    public QuoteGuard {
        if (limit.signum() <= 0) {
            throw new InvalidFieldException("guard.limit", "must be above zero");
        }
        if (statements < 1) {
            throw new InvalidFieldException("guard.statements", "must be 1 or above");
        }
    }

    /** What becomes of a statement. */
    public enum Verdict {
        /** It is the last good price now. */
        ACCEPTED,
        /** It states what is known already, at the same time. */
        UNCHANGED,
        /** It was stated before what is known. */
        OLDER,
        /** It jumped too far, and is not believed yet. */
        QUARANTINED,
        /** It is of a time that had not come when it was received: believed, it would hide all others until then. */
        AHEAD,
        /** It is of before 1970, from where the times of prices are counted: no price is that old, but a date may be wrong. */
        ANCIENT;

        /**
         * What it is called where it is counted.
         *
         * @return for example {@code quarantined}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is known of a symbol. Immutable.
     *
     * @param good the last good price
     * @param doubted the statements since, in their order, that jumped and agree with each other; fewer than it takes to
     *     believe them
     */
    public record Known(Quote good, List<Quote> doubted) {

        /** Copies the list. */
        public Known {
            doubted = List.copyOf(doubted);
        }
    }

    /**
     * What became of a statement. Immutable.
     *
     * @param verdict whether it is believed
     * @param known what is known of the symbol from now on
     */
    public record Judgement(Verdict verdict, Known known) {}

    /**
     * Whether a statement is of a time that no price can be of, give or take what clocks differ by.
     *
     * @param stated the statement
     * @return {@link Verdict#AHEAD} when it is more than {@link #LARGEST_SKEW} ahead of its receipt,
     *     {@link Verdict#ANCIENT} when it is of before 1970, empty when it is neither
     */
    public static Optional<Verdict> misdated(Quote stated) {
        if (stated.asOf().isAfter(stated.receivedAt().plus(LARGEST_SKEW))) {
            return Optional.of(Verdict.AHEAD);
        }
        return stated.asOf().isBefore(Instant.EPOCH) ? Optional.of(Verdict.ANCIENT) : Optional.empty();
    }

    /**
     * Judges a statement.
     *
     * @param known what is known of the symbol; null when this is the first statement of it, which is believed
     * @param stated the statement
     * @return the verdict, and what is known with it
     */
    public Judgement judge(@Nullable Known known, Quote stated) {
        if (known == null) {
            return accepted(stated);
        }
        Quote good = known.good();
        if (stated.asOf().isBefore(good.asOf())) {
            return new Judgement(Verdict.OLDER, known);
        }
        if (stated.asOf().equals(good.asOf()) && stated.price().compareTo(good.price()) == 0) {
            return new Judgement(Verdict.UNCHANGED, known);
        }
        return isNear(good, stated) ? accepted(stated) : doubted(known, stated);
    }

    /** The same statement, heard again or late, is no further witness. */
    private Judgement doubted(Known known, Quote stated) {
        List<Quote> doubted = known.doubted();
        if (!doubted.isEmpty()
                && !stated.asOf().isAfter(doubted.get(doubted.size() - 1).asOf())) {
            return new Judgement(Verdict.QUARANTINED, known);
        }
        boolean agrees = doubted.stream().allMatch(earlier -> isNear(earlier, stated));
        List<Quote> agreeing = new ArrayList<>(agrees ? doubted : List.of());
        agreeing.add(stated);
        return agreeing.size() >= statements
                ? accepted(stated)
                : new Judgement(Verdict.QUARANTINED, new Known(known.good(), agreeing));
    }

    private boolean isNear(Quote one, Quote other) {
        BigDecimal distance = other.price().subtract(one.price()).abs();
        return distance.compareTo(one.price().multiply(limit)) <= 0;
    }

    private static Judgement accepted(Quote stated) {
        return new Judgement(Verdict.ACCEPTED, new Known(stated, List.of()));
    }
}
