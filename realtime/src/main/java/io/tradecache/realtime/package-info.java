/** Live prices to clients: one conflating state machine per client, over WebSocket and server-sent events. */
@NullMarked
package io.tradecache.realtime;

import org.jspecify.annotations.NullMarked;
