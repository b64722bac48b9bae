/** Real code run one step at a time, in orders that a seed decides: how races become repeatable. */
@NullMarked
package io.tradecache.testkit.simulation;

import org.jspecify.annotations.NullMarked;
