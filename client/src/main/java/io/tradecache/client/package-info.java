/** A client of live prices: {@link io.tradecache.client.PriceStream} is where to begin. */
package io.tradecache.client;
