package io.tradecache.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void itReadsWhatJsonHas() {
        assertThat(
                        JsonReader.object(
                                " {\"a\":[1,-2.50,3e2,{}],\"b\":{\"c\":true,\"d\":false,\"e\":null},\"f\":\"\\u00e9\\n\\\"\\/\\\\é\",\"g\":[ ]}\n"))
                .containsEntry(
                        "a", List.of(new BigDecimal("1"), new BigDecimal("-2.50"), new BigDecimal("3e2"), Map.of()))
                .containsEntry("f", "é\n\"/\\é")
                .containsEntry("g", List.of())
                .hasEntrySatisfying(
                        "b",
                        b -> assertThat(((Map<?, ?>) b).values().toArray())
                                .isEqualTo(Arrays.asList(true, false, null).toArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "{",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":1e9999}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{} {}"
            })
    void itReadsNothingElse(String text) {
        assertThatThrownBy(() -> JsonReader.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsDeepOrLongIsRefusedBeforeItHurts() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        String longNumber = "{\"a\":" + "9".repeat(100_000) + "}";

        assertThatThrownBy(() -> JsonReader.object(deep)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonReader.object(longNumber)).isInstanceOf(IllegalArgumentException.class);
    }
}
