/** Small programs to copy; compiled and run by the build. */
@NullMarked
package io.tradecache.examples;

import org.jspecify.annotations.NullMarked;
