package io.tradecache.client;

/**
 * Whether the server's source of prices works. Immutable.
 *
 * @param feed its name
 * @param status {@code ok} or {@code degraded}
 */
public record FeedStatus(String feed, String status) {

    /**
     * Whether prices can be expected to be fresh.
     *
     * @return false while the source fails
     */
    public boolean isHealthy() {
        return status.equals("ok");
    }
}
