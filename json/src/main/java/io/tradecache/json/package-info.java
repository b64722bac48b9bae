/** The one JSON form of the model, for cache, HTTP, streams and events. */
@NullMarked
package io.tradecache.json;

import org.jspecify.annotations.NullMarked;
