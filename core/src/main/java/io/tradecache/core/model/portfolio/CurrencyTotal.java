package io.tradecache.core.model.portfolio;

/**
 * The sum of the priced holdings in one currency. Nothing is ever converted from one currency to another. Immutable.
 *
 * @param currency an ISO 4217 code
 * @param holdings how many priced holdings are in the sum
 * @param performance their sum
 */
public record CurrencyTotal(String currency, int holdings, Performance performance) {}
