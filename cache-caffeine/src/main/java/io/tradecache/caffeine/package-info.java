/** The near cache, inside each node, on Caffeine. */
@NullMarked
package io.tradecache.caffeine;

import org.jspecify.annotations.NullMarked;
