package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.Persistence;

class InMemoryChangeLogTest implements ChangeLogContract {

    private final InMemoryDatabase database = new InMemoryDatabase();

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Override
    public ChangeLog changeLog() {
        return database.changeLog();
    }

    @Override
    public LogPosition forgottenPosition() {
        return new LogPosition("-1");
    }
}
