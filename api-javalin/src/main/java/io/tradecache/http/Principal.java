package io.tradecache.http;

import io.tradecache.core.model.UserId;

/**
 * Who sent a request. Immutable.
 *
 * @param user the user
 * @param role what the user may do
 */
record Principal(UserId user, Role role) {

    /** What a user may do. */
    enum Role {
        /** See and change one's own objects. */
        USER,
        /** See and change everybody's objects, and what concerns everybody. */
        ADMIN
    }

    /** Whoever asks where nobody has to say who they are: the user whom the path names. */
    static Principal of(UserId named) {
        return new Principal(named, Role.ADMIN);
    }

    /** Whether the objects of a user may be seen and changed. */
    boolean mayActFor(UserId owner) {
        return isAdmin() || user.equals(owner);
    }

    /** Whether what concerns everybody may be seen and changed. */
    boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
