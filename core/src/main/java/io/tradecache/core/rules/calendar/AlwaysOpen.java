package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.port.MarketCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The simulated market, which never closes. Its sessions are the days of UTC. Immutable and thread-safe. */
public final class AlwaysOpen implements MarketCalendar {

    /** Creates the calendar. */
    public AlwaysOpen() {}

    @Override
    public String market() {
        return "SIM";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public MarketPhase phaseAt(Instant at) {
        return MarketPhase.OPEN;
    }

    @Override
    public Optional<Instant> nextChange(Instant after) {
        return Optional.empty();
    }

    @Override
    public LocalDate sessionDateAt(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
