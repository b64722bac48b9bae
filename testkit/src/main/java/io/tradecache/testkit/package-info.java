/** The contracts that every adapter keeps, as test interfaces; for ours and for yours. */
@NullMarked
package io.tradecache.testkit;

import org.jspecify.annotations.NullMarked;
