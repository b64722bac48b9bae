package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PriceFrameTest {

    private final PriceFrame frame = new PriceFrame();

    @Test
    void aBatchSaysWhenItWasSentAndHowNewItsPricesAre() {
        assertThat(isRead("""
                {"type":"prices","sent_at":"2026-03-09T14:30:01.250001Z","prices":[\
                {"symbol":"AAPL","price":1.5,"as_of":"2026-03-09T14:29:59Z","seq":17},\
                {"symbol":"MSFT","price":402,"as_of":"2026-03-09T14:30:01.123Z","seq":3},\
                {"symbol":"V","price":3,"as_of":"2026-03-09T14:30:00.5Z","seq":4}]}""")).isTrue();

        assertThat(frame.updates()).isEqualTo(3);
        assertThat(frame.sentAt()).isEqualTo(micros("2026-03-09T14:30:01.250001Z"));
        assertThat(frame.newest()).isEqualTo(micros("2026-03-09T14:30:01.123Z"));
    }

    @Test
    void aPlainPriceDoesNotSayWhenItWasSent() {
        assertThat(isRead("{\"type\":\"price\",\"symbol\":\"AAPL\",\"price\":1,\"as_of\":\"2027-01-01T00:00:00Z\"}"))
                .isTrue();

        assertThat(frame.updates()).isEqualTo(1);
        assertThat(frame.sentAt()).isEqualTo(Moments.NONE);
        assertThat(frame.newest()).isEqualTo(micros("2027-01-01T00:00:00Z"));
    }

    @Test
    void snapshotsAndControlFramesAreNoNews() {
        assertThat(isRead("{\"type\":\"snapshot\",\"prices\":[{\"as_of\":\"2027-01-01T00:00:00Z\"}]}"))
                .isFalse();
        assertThat(isRead("{\"type\":\"heartbeat\"}")).isFalse();
        assertThat(isRead("{}")).isFalse();
    }

    @Test
    void aNumberThatDoesNotGrowWentBack() {
        SequenceCheck check = new SequenceCheck();

        assertThat(wentBack(check, "{\"symbol\":\"A\",\"seq\":1},{\"symbol\":\"B\",\"seq\":1}"))
                .isZero();
        assertThat(wentBack(check, "{\"symbol\":\"A\",\"seq\":5},{\"symbol\":\"B\",\"seq\":1}"))
                .isEqualTo(1);
        assertThat(wentBack(check, "{\"symbol\":\"A\",\"seq\":4}")).isEqualTo(1);
    }

    private boolean isRead(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return frame.read(bytes, 0, bytes.length);
    }

    private static int wentBack(SequenceCheck check, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return check.wentBack(bytes, 0, bytes.length);
    }

    private static long micros(String moment) {
        return Duration.between(Instant.EPOCH, Instant.parse(moment)).toNanos() / 1_000;
    }
}
