package io.tradecache.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void stripsNamesAndRefusesBlankOnes() {
        assertThat(Text.NAME.require("name", "  Retirement ")).isEqualTo("Retirement");
        assertThatThrownBy(() -> Text.NAME.require("name", "  ")).hasMessage("name must not be blank");
    }

    @Test
    void refusesNamesOfMoreThanAHundredCharacters() {
        assertThat(Text.NAME.require("name", "n".repeat(100))).hasSize(100);
        assertThatThrownBy(() -> Text.NAME.require("name", "n".repeat(101)))
                .hasMessage("name must have at most 100 characters");
    }

    @Test
    void countsWhatWasGivenAsJsonSchemaDoes() {
        assertThat(Text.NAME.require("name", "🚀".repeat(100))).hasSize(200);
        assertThatThrownBy(() -> Text.NAME.require("name", "🚀".repeat(101))).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> Text.NAME.require("name", " " + "n".repeat(100)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> Text.DESCRIPTION.optional("description", " ".repeat(1_001)))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void acceptsLineBreaksInNotesOnly() {
        assertThat(Text.NOTES.optional("notes", "a\nb")).isEqualTo("a\nb");
        assertThatThrownBy(() -> Text.NAME.require("name", "a\nb")).hasMessage("name must not have control characters");
    }

    @Test
    void refusesHalvesOfSurrogatePairs() {
        assertThatThrownBy(() -> Text.NOTES.optional("notes", "a\uD800b")).isInstanceOf(InvalidFieldException.class);
        assertThat(Text.NOTES.optional("notes", "🚀")).isEqualTo("🚀");
    }

    @Test
    void takesABlankOptionalTextForNone() {
        assertThat(Text.NOTES.optional("notes", null)).isNull();
        assertThat(Text.NOTES.optional("notes", " ")).isNull();
    }

    @Test
    void wantsThreeLettersForACurrency() {
        assertThat(Text.currency("usd")).isEqualTo("USD");
        assertThatThrownBy(() -> Text.currency("US$")).isInstanceOf(InvalidFieldException.class);
    }
}
