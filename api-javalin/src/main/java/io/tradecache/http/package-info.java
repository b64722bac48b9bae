/** The HTTP API on Javalin: routes, problems, conditional requests, metrics. */
@NullMarked
package io.tradecache.http;

import org.jspecify.annotations.NullMarked;
