/**
 * Real PostgreSQL and Redis servers, unpacked from jars and run as child processes: the zero-install default of the
 * launcher, and the servers behind the tests of every module.
 *
 * <p>Both listen on free ports of 127.0.0.1 only, ask for a random password, keep what they need in one data directory,
 * and never outlive their owner for longer than until the next start on that directory.
 */
@NullMarked
package io.tradecache.embedded;

import org.jspecify.annotations.NullMarked;
