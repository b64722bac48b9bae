package io.tradecache.redis;

import static io.tradecache.testkit.Samples.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.PublishedEvent;
import io.tradecache.testkit.RecordingListener;
import io.tradecache.testkit.RecordingListener.Told.Changed;
import io.tradecache.testkit.RecordingListener.Told.HeardAllUntil;
import io.tradecache.testkit.RecordingListener.Told.Lost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HearingTest {

    private static final byte[] EVENTS = "cache_invalidation".getBytes(UTF_8);
    private static final byte[] HEARTBEATS = "cache_heartbeat".getBytes(UTF_8);
    private static final String OWN = "own";
    private static final String OTHER = "other";

    private final Codec codec = new Codec();
    private final ChangeEvent event = event(List.of("portfolios:amelia"), null);
    private final RecordingListener told = new RecordingListener();
    private final Listeners listeners = new Listeners();
    private long nanos;
    private final Hearing hearing = new Hearing(new RedisNames(""), OWN, listeners, codec, () -> nanos);

    @BeforeEach
    void listen() {
        listeners.add(told, nanos);
    }

    @Test
    void aConnectionIsALossBeforeAnythingIsHeard() {
        hearing.connected();
        change(OTHER, 5);

        assertThat(told.told()).containsExactly(new Lost(), new Changed(event));
    }

    @Test
    void aHeartbeatWithoutAPublisherIsSkipped() {
        hearing.connected();

        hearing.heard(HEARTBEATS, "{\"v\":1,\"publisher\":null,\"settled\":0,\"nanos\":0}".getBytes(UTF_8));

        assertThat(hearing.skipped()).isEqualTo(1);
    }

    @Test
    void onlyTheOwnHeartbeatProvesAnything() {
        beat(OTHER, 0);
        assertThat(told.told()).isEmpty();

        pass(Duration.ofMillis(3));
        hearing.heard(HEARTBEATS, codec.encode(new Heartbeat(1, OWN, 0, 1_000)));

        assertThat(told.told()).containsExactly(new HeardAllUntil(1_000));
    }

    @Test
    void aMessageThatDidNotComeIsMissedAtTheNextHeartbeatAndBeforeItProvesAnything() {
        beat(OWN, 0);
        change(OWN, 1);
        change(OWN, 3);
        told.forget();

        beat(OWN, 3);

        assertThat(told.told()).containsExactly(new Lost(), new HeardAllUntil(nanos));
    }

    @Test
    void aMessageThatCouldNotBeUnderstoodIsMissedToo() {
        beat(OTHER, 0);
        hearing.heard(EVENTS, "{\"v\":2,\"publisher\":\"other\",\"seq\":1}".getBytes(UTF_8));
        beat(OTHER, 1);

        assertThat(told.told()).containsExactly(new Lost());
        assertThat(hearing.skipped()).isEqualTo(1);
    }

    @Test
    void aHeartbeatThatCannotBeUnderstoodIsSkipped() {
        hearing.heard(HEARTBEATS, "boom".getBytes(UTF_8));

        assertThat(told.told()).isEmpty();
        assertThat(hearing.skipped()).isEqualTo(1);
    }

    @Test
    void aSilenceIsToldOnceUntilItIsBroken() {
        beat(OWN, 0);
        told.forget();

        pass(Silence.ALARMING);
        hearing.watch();
        assertThat(told.told()).isEmpty();

        pass(Duration.ofNanos(1));
        hearing.watch();
        pass(Duration.ofMinutes(1));
        hearing.watch();
        assertThat(told.told()).containsExactly(new Lost());

        beat(OWN, 0);
        pass(Silence.ALARMING.plusNanos(1));
        hearing.watch();
        assertThat(told.losses()).isEqualTo(2);
    }

    @Test
    void othersDoNotBreakTheSilence() {
        pass(Silence.HOPELESS);
        beat(OTHER, 0);
        assertThat(hearing.isHopeless()).isFalse();
        pass(Duration.ofNanos(1));

        hearing.watch();

        assertThat(hearing.isHopeless()).isTrue();
        assertThat(told.told()).containsExactly(new Lost());
    }

    @Test
    void aNewConnectionHasTimeToProveItself() {
        pass(Silence.HOPELESS.plusNanos(1));
        hearing.watch();

        hearing.connected();
        pass(Silence.ALARMING.plusNanos(1));
        hearing.watch();

        assertThat(hearing.isHopeless()).isFalse();
        assertThat(told.losses()).isEqualTo(2);
    }

    @Test
    void aListenerIsNotToldThatItHeardWhatWasBeforeItsTime() {
        pass(Duration.ofSeconds(1));
        RecordingListener later = new RecordingListener();
        listeners.add(later, nanos);

        hearing.heard(HEARTBEATS, codec.encode(new Heartbeat(1, OWN, 0, nanos - 1)));
        beat(OWN, 0);

        assertThat(later.told()).containsExactly(new HeardAllUntil(nanos));
        assertThat(told.told()).hasSize(2);
    }

    private void beat(String publisher, long settled) {
        hearing.heard(HEARTBEATS, codec.encode(new Heartbeat(Heartbeat.FORMAT, publisher, settled, nanos)));
    }

    private void change(String publisher, long number) {
        hearing.heard(EVENTS, new ChangeEvents(codec).encode(new PublishedEvent(event, publisher, number)));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
