package io.tradecache.testkit.simulation;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.ChangeLog;
import java.time.Duration;

/** A change log with a gate before every call that reaches the database. */
record GatedChangeLog(ChangeLog log, Baton baton) implements ChangeLog {

    @Override
    public LogPosition end() {
        baton.gate("log.end");
        return log.end();
    }

    @Override
    public LogPosition before(Duration age) {
        baton.gate("log.before");
        return log.before(age);
    }

    @Override
    public Batch read(LogPosition from) {
        baton.gate("log.read");
        return log.read(from);
    }

    @Override
    public Duration retention() {
        return log.retention();
    }

    @Override
    public Told told() {
        baton.gate("log.told");
        return log.told();
    }

    @Override
    public void remember(Told told) {
        baton.gate("log.remember");
        log.remember(told);
    }
}
