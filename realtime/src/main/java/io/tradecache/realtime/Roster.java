package io.tradecache.realtime;

import io.tradecache.core.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, and for which user. The places of a user are the connections that are in here, so none can be lost or
 * given back twice. Thread-safe.
 */
final class Roster {

    private final int mostOfUser;
    private final Set<Session> all = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Session>> byUser = new ConcurrentHashMap<>();

    /** Nobody is connected. */
    Roster(int mostOfUser) {
        this.mostOfUser = mostOfUser;
    }

    /** Everybody, at some moment during the call. */
    List<Session> all() {
        return List.copyOf(all);
    }

    /** How many are connected. */
    int size() {
        return all.size();
    }

    /** The connections of a user, at some moment during the call. */
    Collection<Session> of(String user) {
        Set<Session> sessions = byUser.get(user);
        return sessions == null ? List.of() : sessions;
    }

    /** Everybody who acts for some user. */
    Collection<Session> ofUsers() {
        return byUser.values().stream().flatMap(Set::stream).toList();
    }

    /** Whether there is a place for one more; somebody else may be quicker to take it. */
    boolean hasPlace(Visitor visitor) {
        UserId user = visitor.user();
        return user == null || !visitor.limited() || of(user.value()).size() < mostOfUser;
    }

    /** Takes one in. False when the user has no place left. */
    boolean enter(Session session) {
        Visitor visitor = session.peer().visitor();
        UserId user = visitor.user();
        if (user != null) {
            Set<Session> sessions = byUser.compute(user.value(), (id, known) -> entered(known, session, visitor));
            if (!sessions.contains(session)) {
                return false;
            }
        }
        return all.add(session);
    }

    private Set<Session> entered(@Nullable Set<Session> known, Session session, Visitor visitor) {
        Set<Session> sessions = known == null ? ConcurrentHashMap.newKeySet() : known;
        if (!visitor.limited() || sessions.size() < mostOfUser) {
            sessions.add(session);
        }
        return sessions;
    }

    /** Lets one go. False when it was not in. */
    boolean leave(Session session) {
        UserId user = session.peer().visitor().user();
        if (user != null) {
            byUser.computeIfPresent(user.value(), (id, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
        }
        return all.remove(session);
    }
}
