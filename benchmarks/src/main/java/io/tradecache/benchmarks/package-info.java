/** What a hit, a miss and an invalidation cost, beside the bare libraries that they stand on. */
@NullMarked
package io.tradecache.benchmarks;

import org.jspecify.annotations.NullMarked;
