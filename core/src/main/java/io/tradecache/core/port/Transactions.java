package io.tradecache.core.port;

import java.util.function.Supplier;

/**
 * Makes several repository calls one unit: all of them take effect, or none. Thread-safe.
 *
 * <p>A repository call joins the transaction of its thread; without one it is a transaction by itself.
 */
public interface Transactions {

    /**
     * Runs work in a transaction and commits it. What the work throws rolls everything back and reaches the caller
     * unchanged. Inside a running transaction the work joins that one; what it throws then dooms the whole, and if the
     * outer work catches it, the outer call throws it in the end. The same goes for a {@link PortException} of a
     * repository call.
     *
     * @param work the repository calls; may be run again after a conflict, so it must have no other effect
     * @param <R> the result's type
     * @return the work's result, after the commit
     * @throws PortException when the commit failed; nothing took effect, unless the connection broke during the commit
     *     itself
     */
    <R> R inTransaction(Supplier<R> work);
}
