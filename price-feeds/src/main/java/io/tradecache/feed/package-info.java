/** Price feeds: simulated, manual, replay, and providers over HTTP. */
@NullMarked
package io.tradecache.feed;

import org.jspecify.annotations.NullMarked;
