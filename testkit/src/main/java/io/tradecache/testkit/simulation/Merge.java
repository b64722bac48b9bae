package io.tradecache.testkit.simulation;

import java.util.List;

/** Lets tasks take their turns as letters say that their names begin with; whoever is done or waits is passed over. */
final class Merge implements Baton.Order {

    private final String turns;
    private int turn;

    Merge(String turns) {
        this.turns = turns;
    }

    @Override
    public Task next(List<Task> ready) {
        for (Task task : ready) {
            // Up to its transaction a writer does nothing that anybody could notice.
            if (task.name().startsWith("W") && task.place().equals("begin")) {
                return task;
            }
        }
        while (turn < turns.length()) {
            String wanted = turns.substring(turn, ++turn);
            for (Task task : ready) {
                if (task.name().startsWith(wanted)) {
                    return task;
                }
            }
        }
        return ready.get(0);
    }
}
