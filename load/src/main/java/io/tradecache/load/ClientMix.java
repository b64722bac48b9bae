package io.tradecache.load;

import java.util.ArrayList;
import java.util.List;

/** What each client of a run is like, by its number. Immutable. */
final class ClientMix {

    private final LoadOptions options;

    ClientMix(LoadOptions options) {
        this.options = options;
    }

    /** Where a client begins, and with which habit. */
    Visit first(int number) {
        return Visit.first(
                number,
                habit(number),
                options.spread() ? number % options.targets().size() : 0);
    }

    /** What a client subscribes to. */
    List<String> symbols(int number) {
        List<String> all = options.symbols();
        List<String> chosen = new ArrayList<>();
        for (int place = 0; place < options.symbolsPerClient(); place++) {
            chosen.add(all.get((int) (((long) number * options.symbolsPerClient() + place) % all.size())));
        }
        return chosen;
    }

    /** Spreads the habits evenly: each client has the one whose share has grown by one with it. */
    private Client.Habit habit(int number) {
        if (grows(number, options.slowShare())) {
            return Client.Habit.SLOW;
        }
        return grows(number, options.slowShare() + options.pausingShare()) ? Client.Habit.PAUSING : Client.Habit.STEADY;
    }

    private static boolean grows(int number, double share) {
        return (long) ((number + 1) * share) > (long) (number * share);
    }
}
