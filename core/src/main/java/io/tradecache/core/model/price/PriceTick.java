package io.tradecache.core.model.price;

import io.tradecache.core.model.InvalidFieldException;

/**
 * One published change of a symbol's quote. Within an epoch the numbers of a symbol grow by one with each change; a new
 * leader begins a new, greater epoch. Immutable.
 *
 * @param quote the quote
 * @param epoch of the leader that published it; greater means later
 * @param seq the number of this change of the symbol within the epoch; 1 or above
 */
public record PriceTick(Quote quote, long epoch, long seq) {

    /** Checks the numbers. */
    public PriceTick {
        if (epoch < 0) {
            throw new InvalidFieldException("epoch", "must not be negative");
        }
        if (seq < 1) {
            throw new InvalidFieldException("seq", "must be 1 or above");
        }
    }

    /**
     * Whether this change was published after another one of the same symbol.
     *
     * @param other the other one
     * @return true when its epoch is greater, or its number within the same epoch
     */
    public boolean isAfter(PriceTick other) {
        return epoch != other.epoch ? epoch > other.epoch : seq > other.seq;
    }
}
