package io.tradecache.client;

import java.util.ArrayList;
import java.util.List;

/** A listener that notes what it hears. Not thread-safe. */
class Diary implements PriceListener {

    final List<String> entries = new ArrayList<>();

    @Override
    public void onPrice(Price price) {
        entries.add(price.symbol() + " " + price.price());
    }

    @Override
    public void onState(StreamState state, String reason) {
        entries.add(state + ": " + reason);
    }

    @Override
    public void onMarketStatus(MarketStatus status) {
        entries.add(status.market() + " " + status.phase() + " " + status.isOpen());
    }

    @Override
    public void onFeedStatus(FeedStatus status) {
        entries.add(status.feed() + " " + (status.isHealthy() ? "healthy" : "ill"));
    }

    @Override
    public void onInvalidation(Invalidation invalidation) {
        entries.add("refetch " + invalidation.entityType() + " " + invalidation.entityId());
    }

    @Override
    public void onRejected(String symbol, String code) {
        entries.add("rejected " + symbol + " " + code);
    }

    @Override
    public void onError(String code, String message) {
        entries.add("error " + code);
    }

    /** Without what the connection did. */
    List<String> prices() {
        return entries.stream().filter(entry -> !entry.contains(": ")).toList();
    }
}
