/** Repositories, transactions, change log and migrations on PostgreSQL. */
@NullMarked
package io.tradecache.jdbc;

import org.jspecify.annotations.NullMarked;
