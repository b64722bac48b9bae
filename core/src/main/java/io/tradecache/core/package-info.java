/** The model, the rules, the ports and the services; it needs the JDK and nothing else. */
@NullMarked
package io.tradecache.core;

import org.jspecify.annotations.NullMarked;
