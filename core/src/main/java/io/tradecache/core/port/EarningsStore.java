package io.tradecache.core.port;

import io.tradecache.core.model.price.EarningsReport;
import java.util.Collection;

/** An {@link EarningsCalendar} that is kept by tradecache itself, and so can be written. Thread-safe. */
public interface EarningsStore extends EarningsCalendar {

    /**
     * Keeps reports, all or none. One that is kept already stays as it is.
     *
     * @param reports the reports
     * @throws PortException when they could not be kept
     */
    void save(Collection<EarningsReport> reports);
}
