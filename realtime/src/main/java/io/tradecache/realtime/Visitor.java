package io.tradecache.realtime;

import io.tradecache.core.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client acts for. Immutable.
 *
 * @param user who is told when own objects change; null for nobody
 * @param limited whether the user may have so many connections and no more
 */
public record Visitor(@Nullable UserId user, boolean limited) {}
