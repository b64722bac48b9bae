package io.tradecache.jdbc;

import io.tradecache.core.port.WriteOutcome;
import java.util.Optional;

/** Why a conditional write changed no row. Stateless. */
final class Refusals {

    private Refusals() {}

    /** Stale when the object is there, and so had another version; else missing. */
    static <T> WriteOutcome<T> of(Optional<T> stored) {
        return stored.<WriteOutcome<T>>map(WriteOutcome.Stale::new).orElseGet(WriteOutcome.Missing::new);
    }
}
