package io.tradecache.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedTest {

    private final Refused refused = new Refused();

    @Test
    void messagesAndSymbolsAreCountedByTheirCodes() {
        hear("{'type':'error','code':'invalid_interval','message':'The interval is from 100 to 5000 ms'}");
        hear("{'type':'error','code':'rate_limited','message':'…'}");
        hear("{'type':'error','code':'invalid_interval','message':'…'}");
        hear("{'type':'ack','symbols':['A'],'interval_ms':250,'rejected':[{'symbol':'B','code':'too_many_symbols'},"
                + "{'symbol':'\\'code\\':\\'','code':'invalid_symbol'},{'symbol':'C','code':'too_many_symbols'}]}");

        assertThat(refused.report())
                .isEqualTo(new LoadReport.Refusals(
                        Map.of("invalid_interval", 2, "rate_limited", 1),
                        Map.of("too_many_symbols", 2, "invalid_symbol", 1)));
    }

    @Test
    void whatRefusesNothingIsNotCounted() {
        hear("{'type':'ack','symbols':['A'],'interval_ms':250,'rejected':[]}");
        hear("{'type':'ack'}");
        hear("{'type':'feed_status','code':'none'}");

        assertThat(refused.report().areNone()).isTrue();
    }

    @Test
    void whatSaysNoCodeIsCountedNevertheless() {
        hear("{'type':'error'}");

        assertThat(refused.report().messages()).isEqualTo(Map.of("no code", 1));
        assertThat(refused.report().areNone()).isFalse();
    }

    private void hear(String frame) {
        byte[] bytes = ("before" + frame.replace('\'', '"') + "'code':'after'".replace('\'', '"')).getBytes(UTF_8);
        refused.hear(bytes, 6, bytes.length - 14);
    }
}
