package io.tradecache.http;

/**
 * How far a node's data is behind. Immutable.
 *
 * @param oldestPriceAgeMs the age of the oldest price that this node keeps fresh; 0 on a node that keeps none
 * @param changeLogLagMs the age of the oldest change that the last reading of the change log gave
 * @param invalidationsPending how many committed changes the shared cache was not told of yet
 */
record DataHealth(long oldestPriceAgeMs, long changeLogLagMs, int invalidationsPending) {}
