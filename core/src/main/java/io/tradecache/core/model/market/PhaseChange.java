package io.tradecache.core.model.market;

import java.time.Instant;

/**
 * A market goes from one phase to another. Immutable.
 *
 * @param at the first instant of the new phase
 * @param from the phase before
 * @param to the new phase
 */
public record PhaseChange(Instant at, MarketPhase from, MarketPhase to) {}
