package io.tradecache.http;

import io.tradecache.core.model.access.Role;
import java.time.Clock;
import java.util.List;

/** One way in which callers of a server prove who they are, and what it takes to try it. */
interface Proofs extends AutoCloseable {

    /** Believes in these proofs. */
    Authentication authentication(Clock clock);

    /** A new proof, as the value of an Authorization header. */
    String of(String user, Role role);

    /** The same for an administrator, but each of them spoilt in another way. */
    List<String> worthless();

    @Override
    void close();
}
