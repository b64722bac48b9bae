package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.Samples.quoteAsOf;
import static io.tradecache.core.rules.QuoteGuard.Verdict.ACCEPTED;
import static io.tradecache.core.rules.QuoteGuard.Verdict.OLDER;
import static io.tradecache.core.rules.QuoteGuard.Verdict.QUARANTINED;
import static io.tradecache.core.rules.QuoteGuard.Verdict.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.rules.QuoteGuard.Judgement;
import io.tradecache.core.rules.QuoteGuard.Known;
import io.tradecache.core.rules.QuoteGuard.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteGuardTest {

    private @Nullable Known known;

    @Test
    void believesTheFirstStatementWhateverItIs() {
        assertThat(stated(0, "0.0001")).isEqualTo(ACCEPTED);
    }

    @Test
    void dropsWhatWasStatedBeforeTheLastGoodPrice() {
        stated(10, "100");

        assertThat(stated(9, "101")).isEqualTo(OLDER);
        assertThat(good()).isEqualTo("100");
    }

    @Test
    void theSamePriceOfTheSameTimeIsNoNews() {
        stated(10, "100");

        assertThat(stated(10, "100.00")).isEqualTo(UNCHANGED);
        assertThat(stated(11, "100")).isEqualTo(ACCEPTED);
        assertThat(stated(11, "100.01")).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "150, ACCEPTED",
        "150.0000000001, QUARANTINED",
        "50, ACCEPTED",
        "49.9999999999, QUARANTINED",
        "10000, QUARANTINED"
    })
    void doubtsWhatJumpsBeyondHalfTheLastGoodPriceEitherWay(String price, Verdict expected) {
        stated(10, "100");

        assertThat(stated(11, price)).isEqualTo(expected);
    }

    @Test
    void aSlippedDecimalPointIsForgottenWithTheNextGoodPrice() {
        stated(10, "100");

        assertThat(stated(11, "1000")).isEqualTo(QUARANTINED);
        assertThat(good()).isEqualTo("100");
        assertThat(stated(12, "101")).isEqualTo(ACCEPTED);
        assertThat(stated(13, "1000")).isEqualTo(QUARANTINED);
        assertThat(stated(14, "1000")).isEqualTo(QUARANTINED);
    }

    @Test
    void aSplitGetsThroughWithTheThirdStatement() {
        stated(10, "1000");

        assertThat(stated(11, "100")).isEqualTo(QUARANTINED);
        assertThat(stated(12, "101")).isEqualTo(QUARANTINED);
        assertThat(good()).isEqualTo("1000");
        assertThat(stated(13, "99")).isEqualTo(ACCEPTED);
        assertThat(good()).isEqualTo("99");
        assertThat(stated(14, "1000")).isEqualTo(QUARANTINED);
    }

    @Test
    void jumpsThatDoNotAgreeBeginAnew() {
        stated(10, "100");

        assertThat(stated(11, "1000")).isEqualTo(QUARANTINED);
        assertThat(stated(12, "1")).isEqualTo(QUARANTINED);
        assertThat(stated(13, "1")).isEqualTo(QUARANTINED);
        assertThat(stated(14, "1")).isEqualTo(ACCEPTED);
    }

    @Test
    void hearingOneStatementThriceDoesNotMakeItTrue() {
        stated(10, "100");

        for (int time = 0; time < 5; time++) {
            assertThat(stated(11, "1000")).isEqualTo(QUARANTINED);
        }
        assertThat(stated(12, "1000")).isEqualTo(QUARANTINED);
        assertThat(stated(11, "1000")).isEqualTo(QUARANTINED);
        assertThat(stated(13, "1000")).isEqualTo(ACCEPTED);
    }

    @Test
    void aPriceThatCreepsAwayInQuarantineDoesNotAgreeWithItsBeginning() {
        stated(10, "100");

        assertThat(stated(11, "200")).isEqualTo(QUARANTINED);
        assertThat(stated(12, "290")).isEqualTo(QUARANTINED);
        assertThat(stated(13, "400")).isEqualTo(QUARANTINED);
        assertThat(good()).isEqualTo("100");
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> new QuoteGuard(BigDecimal.ZERO, 3)).hasMessage("guard.limit must be above zero");
        assertThatThrownBy(() -> new QuoteGuard(BigDecimal.ONE, 0)).hasMessage("guard.statements must be 1 or above");
    }

    private Verdict stated(int second, String price) {
        Judgement judgement = QuoteGuard.DEFAULT.judge(known, quoteAsOf(AAPL, price, MONDAY_TEN.plusSeconds(second)));
        known = judgement.known();
        return judgement.verdict();
    }

    private String good() {
        return known == null ? "" : known.good().price().toPlainString();
    }
}
