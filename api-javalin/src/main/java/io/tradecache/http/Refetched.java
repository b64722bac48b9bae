package io.tradecache.http;

import java.util.List;

/** What became of prices that were to be refetched, or were stated. */
record Refetched(List<OutcomeView> results) {}
