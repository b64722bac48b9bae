/** The runnable server: settings, wiring, loops. */
@NullMarked
package io.tradecache.launcher;

import org.jspecify.annotations.NullMarked;
