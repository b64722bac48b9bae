package io.tradecache.core.model.access;

import io.tradecache.core.model.UserId;

/**
 * Who asks for something. Immutable.
 *
 * @param user the user
 * @param role what the user may do
 */
public record Principal(UserId user, Role role) {

    /**
     * Whether the objects of a user may be seen and changed.
     *
     * @param owner the user
     * @return true for one's own, and for administrators
     */
    public boolean mayActFor(UserId owner) {
        return isAdmin() || user.equals(owner);
    }

    /**
     * Whether what concerns everybody may be seen and changed.
     *
     * @return true for administrators
     */
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
