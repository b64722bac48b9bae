package io.tradecache.http;

import io.javalin.security.RouteRole;

/** Whom a route is for. Each route declares it, and one that does not keeps the server from starting. */
enum Audience implements RouteRole {
    /** Whoever reaches the server. */
    EVERYBODY,
    /** Whoever says who they are. */
    USERS,
    /** The user whose objects the path names, and administrators; to other users there is nothing there. */
    OWNER,
    /** Administrators. */
    ADMINISTRATORS,
    /** Who says who they are, if need be by a ticket in the query. */
    LISTENERS
}
