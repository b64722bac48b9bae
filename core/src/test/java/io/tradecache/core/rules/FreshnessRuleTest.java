package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MONDAY_TEN;
import static io.tradecache.core.Samples.closed;
import static io.tradecache.core.Samples.open;
import static io.tradecache.core.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessRuleTest {

    @ParameterizedTest
    @CsvSource({
        "0, LIVE",
        "5000, LIVE",
        "5001, FRESH",
        "30000, FRESH",
        "30001, STALE",
        "300000, STALE",
        "300001, OUTDATED"
    })
    void judgesByAgeInTheRegularSession(long millis, Freshness expected) {
        assertThat(FreshnessRule.DEFAULT.of(Duration.ofMillis(millis), open(null)))
                .isEqualTo(expected);
    }

    @Test
    void isNeverLiveOutsideIt() {
        assertThat(FreshnessRule.DEFAULT.of(Duration.ZERO, closed(null))).isEqualTo(Freshness.FRESH);
    }

    @Test
    void takesAPriceFromTheFutureForOneOfNow() {
        MarketMoment before = new MarketMoment(MONDAY_TEN.minusSeconds(3), MarketPhase.OPEN, null);

        assertThat(FreshnessRule.DEFAULT.judge(quote(AAPL, "1", null), before).age())
                .isZero();
    }

    @Test
    void aWholeIsAsFreshAsItsWorstPart() {
        assertThat(Freshness.LIVE.orWorse(Freshness.STALE)).isEqualTo(Freshness.STALE);
        assertThat(Freshness.OUTDATED.orWorse(Freshness.FRESH)).isEqualTo(Freshness.OUTDATED);
    }
}
