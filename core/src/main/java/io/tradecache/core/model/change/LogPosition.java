package io.tradecache.core.model.change;

/**
 * A place in the change log, for the log to understand. Immutable.
 *
 * @param text one line, opaque
 */
public record LogPosition(String text) {}
