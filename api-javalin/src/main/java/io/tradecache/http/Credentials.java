package io.tradecache.http;

import io.tradecache.core.model.access.Grant;

/** One way to prove who one is. Thread-safe. */
interface Credentials {

    /**
     * Checks what somebody presents.
     *
     * @param token what stands after {@code Bearer}
     * @return who it is, and what that rests on
     * @throws RefusedCredentialsException when it proves nothing
     * @throws io.tradecache.core.port.PortException when it cannot be checked now
     */
    Grant verify(String token);

    /**
     * Whether what was proved before would be believed now.
     *
     * @param grant what was proved
     * @return false when it has lapsed, or what it rests on was taken back
     * @throws io.tradecache.core.port.PortException when that cannot be found out now
     */
    boolean stillHolds(Grant grant);
}
