package io.tradecache.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where unpacked binaries may be kept, best place first. */
final class CacheLocation {

    private CacheLocation() {}

    /** Root's home is closed to the account that servers run as, so root keeps its binaries in the system's cache. */
    static List<Path> candidates(Platform platform) {
        String given = firstOf(System.getProperty("tradecache.embedded.cache"), System.getenv("TRADECACHE_CACHE_DIR"));
        if (given != null) {
            return List.of(Path.of(given).toAbsolutePath());
        }
        List<Path> places = new ArrayList<>();
        Path home = Path.of(System.getProperty("user.home")).toAbsolutePath();
        if (Account.currentUid() == 0) {
            places.add(Path.of("/var/cache/tradecache"));
        } else if (platform.linux()) {
            String xdg = firstOf(System.getenv("XDG_CACHE_HOME"));
            places.add((xdg == null ? home.resolve(".cache") : Path.of(xdg)).resolve("tradecache"));
        } else {
            places.add(home.resolve("Library/Caches/tradecache"));
        }
        places.add(Path.of(System.getProperty("java.io.tmpdir"), "tradecache-" + Account.currentUid()));
        return places;
    }

    private static @Nullable String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
