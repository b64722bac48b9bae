package io.tradecache.http;

import io.tradecache.core.model.access.Principal;
import java.time.Instant;

/** One way to prove who one is. Thread-safe. */
interface Credentials {

    /**
     * Checks what somebody presents.
     *
     * @param token what stands after {@code Bearer}
     * @return who it is
     * @throws RefusedCredentialsException when it proves nothing
     * @throws io.tradecache.core.port.PortException when it cannot be checked now
     */
    Verified verify(String token);

    /**
     * Somebody who has proved who they are. Immutable.
     *
     * @param principal who
     * @param until when the proof lapses by itself
     */
    record Verified(Principal principal, Instant until) {}
}
