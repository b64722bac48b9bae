/** Thousands of clients of live prices in one thread, and what they saw. */
@NullMarked
package io.tradecache.load;

import org.jspecify.annotations.NullMarked;
