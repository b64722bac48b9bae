package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client is yet to be told to read again: each object once however often it changed, and all when there are many.
 * Not thread-safe; its session guards it.
 */
final class Outdating {

    /** With more it is simpler for a client to read everything again. */
    static final int MOST = 16;

    private final Set<Outdated> objects = new LinkedHashSet<>();
    private int left;

    void add(Outdated object) {
        if (objects.contains(Outdated.EVERYTHING) || objects.contains(object)) {
            return;
        }
        if (objects.size() == MOST || object.equals(Outdated.EVERYTHING)) {
            objects.clear();
            objects.add(Outdated.EVERYTHING);
        } else {
            objects.add(object);
        }
    }

    /** What waits now may be told. */
    void beginTurn() {
        left = objects.size();
    }

    /** The next object, as far as its turn has come; it counts as told. Null when there is none. */
    @Nullable
    Outdated poll() {
        if (left <= 0 || objects.isEmpty()) {
            return null;
        }
        left--;
        Iterator<Outdated> first = objects.iterator();
        Outdated object = first.next();
        first.remove();
        return object;
    }

    void clear() {
        objects.clear();
    }
}
