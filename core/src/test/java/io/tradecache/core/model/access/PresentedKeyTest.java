package io.tradecache.core.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final PresentedKey key = PresentedKey.from(new SecureRandom());

    @Test
    void aKeyIsReadAsItWasWritten() {
        assertThat(PresentedKey.parse(key.text())).contains(key);
        assertThat(key.text()).matches("tck_[0-9a-f]{12}_[0-9a-f]{64}");
    }

    @Test
    void itsTextForLogsHasNoSecret() {
        assertThat(key.toString())
                .contains(key.id().value())
                .doesNotContain(key.secret().text());
    }

    @Test
    void itsHashIsNotItsSecret() {
        assertThat(key.secret().hash())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(key.secret().text());
        assertThat(key.secret().matches(key.secret().hash())).isTrue();
        assertThat(key.secret().matches(key.secret().text())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tck",
                "tck__",
                "tck_0123456789ab_",
                "tck_0123456789ab_" + SECRET + "0",
                "tck_0123456789AB_" + SECRET,
                "tck_0123456789ab_" + SECRET + "_",
                "xck_0123456789ab_" + SECRET,
                "tck_0123456789ab-" + SECRET
            })
    void whatCannotBeAKeyIsNone(String text) {
        assertThat(PresentedKey.parse(text)).isEmpty();
    }
}
