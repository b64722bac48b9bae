package io.tradecache.testkit;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Remembers, in their order, what a bus told it: events, losses and proofs that nothing was lost. Thread-safe. */
public final class RecordingListener implements EventBus.Listener {

    private static final long SECONDS_MAX = 20;

    private final List<Told> told = new ArrayList<>();

    /** One thing that a bus told. Immutable. */
    public sealed interface Told {

        /** An event. */
        record Changed(ChangeEvent event) implements Told {}

        /** Prices. */
        record Priced(List<PriceTick> ticks) implements Told {}

        /** That some node asks for prices. */
        record Asked() implements Told {}

        /** How the price feed does. */
        record Reported(FeedReport report) implements Told {}

        /** That events may be missing. */
        record Lost() implements Told {}

        /** That none is missing that was published before a moment. */
        record HeardAllUntil(long nanoTime) implements Told {}
    }

    @Override
    public void changed(ChangeEvent event) {
        add(new Told.Changed(event));
    }

    @Override
    public void priced(List<PriceTick> ticks) {
        add(new Told.Priced(ticks));
    }

    @Override
    public void pricesAsked() {
        add(new Told.Asked());
    }

    @Override
    public void feedReported(FeedReport report) {
        add(new Told.Reported(report));
    }

    @Override
    public void lost() {
        add(new Told.Lost());
    }

    @Override
    public void heardAllUntil(long nanoTime) {
        add(new Told.HeardAllUntil(nanoTime));
    }

    /** All that was told so far. */
    public synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** The events that were told so far. */
    public List<ChangeEvent> events() {
        return told().stream()
                .filter(Told.Changed.class::isInstance)
                .map(thing -> ((Told.Changed) thing).event())
                .toList();
    }

    /** How often it was told that events may be missing. */
    public long losses() {
        return told().stream().filter(Told.Lost.class::isInstance).count();
    }

    /** Forgets what was told so far. */
    public synchronized void forget() {
        told.clear();
    }

    /** Waits until something is told, or was told since the last {@link #forget}. Fails when that takes twenty seconds. */
    public synchronized void await(String what, Predicate<Told> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (told.stream().noneMatch(wanted)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("was not told " + what + ", but only " + told);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Waits until it is told that events may be missing. */
    public void awaitLoss() throws InterruptedException {
        await("of a loss", Told.Lost.class::isInstance);
    }

    /** Waits until it is told that nothing is missing that was published before a moment. */
    public void awaitProof(long nanoTime) throws InterruptedException {
        await(
                "that it heard all until " + nanoTime,
                thing -> thing instanceof Told.HeardAllUntil until && until.nanoTime() - nanoTime >= 0);
    }

    /** Waits until it is told of an event. */
    public void awaitEvent(ChangeEvent event) throws InterruptedException {
        await("of " + event, new Told.Changed(event)::equals);
    }

    private synchronized void add(Told thing) {
        told.add(thing);
        notifyAll();
    }
}
