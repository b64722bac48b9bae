/** The shared cache and the event bus on Redis. */
@NullMarked
package io.tradecache.redis;

import org.jspecify.annotations.NullMarked;
