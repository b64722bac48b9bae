package io.tradecache.core.model.access;

/** What a user may do. */
public enum Role {
    /** See and change one's own objects. */
    USER,
    /** See and change everybody's objects, and what concerns everybody. */
    ADMIN
}
