package io.tradecache.core.service;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.port.EventBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the feed does: as this node has found while it leads, else as the leader has told all nodes. A leader that another
 * one has replaced is passed over, and from one that is silent for too long no fresh prices are expected. Thread-safe.
 */
final class FeedReports implements EventBus.Listener {

    /** So often the leader tells it again, for those who have come since. A change is told at once. */
    static final Duration PACE = Duration.ofSeconds(1);

    /** A longer silence tells that nobody leads, or that this node does not hear: another takes over within 3 s. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SILENCE =
            "nothing was heard for " + PATIENCE.toSeconds() + " s of the node that keeps prices fresh";

    private final String feed;
    private final FeedHealth own;
    private final Clock clock;
    private boolean leads;
    private long epoch;
    private @Nullable FeedStatus told;
    private Instant toldAt = Instant.MIN;
    private @Nullable FeedReport heard;

    /** When the leader was heard last, or this node began to listen; null while it does not. */
    private @Nullable Instant heardAt;

    FeedReports(String feed, FeedHealth own, Clock clock) {
        this.feed = feed;
        this.own = own;
        this.clock = clock;
    }

    EventBus.Subscription listenTo(EventBus bus) {
        synchronized (this) {
            heardAt = clock.instant();
        }
        return bus.onChange(this);
    }

    /** This node leads from now on. */
    synchronized void begin(long leading) {
        leads = true;
        epoch = leading;
        told = null;
    }

    /** This node leads no more. */
    synchronized void end() {
        leads = false;
    }

    /** What is to be told to all nodes now; nothing when this node does not lead, or has told it just now. */
    synchronized Optional<FeedReport> due() {
        Instant now = clock.instant();
        FeedStatus status = own.status(feed);
        if (!leads || (status.equals(told) && now.isBefore(toldAt.plus(PACE)))) {
            return Optional.empty();
        }
        told = status;
        toldAt = now;
        return Optional.of(new FeedReport(status, epoch));
    }

    @Override
    public void changed(ChangeEvent event) {
        // Of no interest here.
    }

    @Override
    public synchronized void feedReported(FeedReport report) {
        FeedReport before = heard;
        if (before == null || report.epoch() >= before.epoch() || isSilent()) {
            heard = report;
            heardAt = clock.instant();
        }
    }

    synchronized FeedStatus status() {
        if (leads || heardAt == null) {
            return own.status(feed);
        }
        if (isSilent()) {
            return new FeedStatus(feed, false, 0, SILENCE);
        }
        return heard == null ? new FeedStatus(feed, true, 0, "") : heard.status();
    }

    private boolean isSilent() {
        return heardAt != null && clock.instant().isAfter(heardAt.plus(PATIENCE));
    }
}
