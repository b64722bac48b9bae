package io.tradecache.realtime;

import io.tradecache.core.model.UserId;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client acts for. Immutable.
 *
 * @param user who is told when own objects change; null for nobody
 * @param limited whether the user may have so many connections and no more
 * @param welcome whether the client would still be let in, asked about once a minute by a thread that may wait, of those
 *     that are equal one for all; may throw, as {@link io.tradecache.core.port.PortException}, when that cannot be said,
 *     which lets the client stay
 */
public record Visitor(@Nullable UserId user, boolean limited, BooleanSupplier welcome) {

    /**
     * Somebody who is let in for as long as they like.
     *
     * @param user who is told when own objects change; null for nobody
     * @param limited whether the user may have so many connections and no more
     */
    public Visitor(@Nullable UserId user, boolean limited) {
        this(user, limited, () -> true);
    }
}
