package io.tradecache.core.model.change;

import java.util.ArrayList;
import java.util.List;

/**
 * An object of a user that is no longer as it was, told by what it is and never by its values. Holdings and items count
 * as their portfolio and their watchlist. Immutable.
 *
 * @param userId the owner; empty for {@link #EVERYTHING}
 * @param entityType {@code portfolio}, {@code watchlist}, a declared singular, or {@code all}
 * @param entityId its id; empty for {@link #EVERYTHING}
 */
public record Outdated(String userId, String entityType, String entityId) {

    /** Stands for all objects of all users, where nobody can say which have changed. */
    public static final Outdated EVERYTHING = new Outdated("", "all", "");

    private static final String PORTFOLIO = "portfolio";
    private static final String WATCHLIST = "watchlist";

    /**
     * What an event of the bus makes outdated.
     *
     * @param event the event
     * @return each object once
     */
    public static List<Outdated> by(ChangeEvent event) {
        if (event.keys().contains(ChangeEvent.EVERY_KEY)) {
            return List.of(EVERYTHING);
        }
        List<Outdated> objects = new ArrayList<>();
        String portfolio = event.portfolioId();
        if (portfolio != null) {
            objects.add(new Outdated(event.userId(), PORTFOLIO, portfolio));
        }
        String watchlist = event.watchlistId();
        if (watchlist != null) {
            objects.add(new Outdated(event.userId(), WATCHLIST, watchlist));
        }
        if (objects.isEmpty()) {
            objects.add(new Outdated(event.userId(), event.entityType(), event.entityId()));
        }
        return List.copyOf(objects);
    }

    /**
     * What a change makes outdated.
     *
     * @param change the change
     * @return each object once
     */
    public static List<Outdated> by(Change change) {
        String user = change.userId().value();
        return change.match(
                of -> List.of(new Outdated(user, PORTFOLIO, of.portfolioId().value())),
                of -> List.of(new Outdated(user, WATCHLIST, of.watchlistId().value())),
                move -> List.of(
                        new Outdated(user, PORTFOLIO, move.portfolioId().value()),
                        new Outdated(user, WATCHLIST, move.watchlistId().value())),
                declared -> List.of(new Outdated(user, declared.family().singular(), declared.entityId())));
    }
}
