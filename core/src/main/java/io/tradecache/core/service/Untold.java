package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.change.Invalidation.Target;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of changes that the shared cache is not known to have been told of: this node's own, and those that the log
 * told of when the bus was silent. What it holds under them may be older than what this node knows already, until a load
 * that began after the change has taken its place. The newest {@value #CAPACITY} keys are remembered. Thread-safe.
 */
final class Untold {

    static final int CAPACITY = 10_000;

    private final Map<String, Mark> marks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mark> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Spares all readers the lock as long as nothing is marked, which is nearly always. */
    private volatile boolean any;

    /** Remembers what the shared cache does not know. */
    synchronized void add(Collection<Target> targets) {
        for (Target target : targets) {
            // Taken out first, so that the newest mark is the youngest in line.
            marks.remove(target.key().text());
            marks.put(target.key().text(), new Mark(target.version()));
        }
        any = true;
    }

    /** The mark of a key, to be asked for before the shared cache is. */
    @Nullable
    Mark of(String key) {
        if (!any) {
            return null;
        }
        synchronized (this) {
            return marks.get(key);
        }
    }

    /** What the shared cache holds now was loaded after the mark was asked for; later marks stay. */
    synchronized void replaced(String key, Mark mark) {
        if (marks.get(key) == mark) {
            marks.remove(key);
            any = !marks.isEmpty();
        }
    }

    /** One change of one key. Two marks are never equal, since each is of another change. */
    static final class Mark {
        private final long version;

        private Mark(long version) {
            this.version = version;
        }

        /** Whether a shared value may be older than the change. */
        boolean hides(CacheEntry<?> entry) {
            return version == 0 || entry.version() < version;
        }
    }
}
