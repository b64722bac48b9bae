package io.tradecache.json;

import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.BRK_B;
import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static io.tradecache.testkit.Samples.RETIREMENT;
import static io.tradecache.testkit.Samples.TECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.CurrencyTotal;
import io.tradecache.core.model.portfolio.Performance;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.portfolio.ValuedHolding;
import io.tradecache.core.model.price.BatchIndex;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import io.tradecache.core.model.watchlist.ValuedItem;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import io.tradecache.testkit.Samples;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private final Codec codec = new Codec();

    static Stream<Object> everythingThatIsCached() {
        BigDecimal number = new BigDecimal("0.0000000001");
        Performance performance = new Performance(number, number, number.negate(), null, number, null);
        DailyBar bar = new DailyBar(
                AAPL,
                LocalDate.of(2026, 3, 6),
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.ONE,
                BigDecimal.ONE,
                5,
                true);
        return Stream.of(
                Samples.portfolio(3),
                new PortfolioList(AMELIA, List.of(Samples.portfolio(3).summary())),
                Samples.watchlist(2),
                new WatchlistList(AMELIA, List.of(Samples.watchlist(2))),
                Samples.quote(BRK_B, "733000.01", MONDAY_MORNING),
                bar,
                new BatchIndex(List.of(AAPL, BRK_B), MONDAY_MORNING),
                new PortfolioValuation(
                        RETIREMENT,
                        AMELIA,
                        "Retirement",
                        "USD",
                        3,
                        List.of(new ValuedHolding(
                                Samples.holding(RETIREMENT),
                                Samples.quote(AAPL, "151", MONDAY_MORNING),
                                performance,
                                null)),
                        List.of(new CurrencyTotal("USD", 1, performance)),
                        List.of(BRK_B)),
                new PortfolioAnalytics(
                        RETIREMENT,
                        AMELIA,
                        3,
                        List.of(new PortfolioAnalytics.Slice(AAPL, "USD", number, BigDecimal.ONE)),
                        List.of(new PortfolioAnalytics.CurrencySlice("USD", 1, number, number, number)),
                        null,
                        number,
                        new PortfolioAnalytics.Gain(AAPL, number),
                        null,
                        List.of(),
                        List.of()),
                new WatchlistValuation(TECH, AMELIA, "Tech", 2, List.of(new ValuedItem(Samples.item(), null, null))));
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsCached")
    void whatIsWrittenIsReadBackEqual(Object value) {
        assertThat((Object) codec.decode(codec.encode(value), value.getClass())).isEqualTo(value);
    }

    @Test
    void aSeriesOfBarsIsReadBackEqual() {
        DailyBar bar = new DailyBar(
                AAPL,
                LocalDate.of(2026, 3, 6),
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.ONE,
                BigDecimal.ONE,
                5,
                true);
        DailyBar[] bars = {bar};

        assertThat(codec.decode(codec.encode(bars), DailyBar[].class)).containsExactly(bar);
    }

    @Test
    void indicatorsAreReadBackEqualAlsoWhereTheyAreNotKnown() {
        SymbolIndicators indicators = new SymbolIndicators(
                AAPL, LocalDate.of(2026, 3, 6), new BigDecimal("150.250000"), null, null, BigDecimal.TEN, null);

        assertThat(codec.decode(codec.encode(indicators), SymbolIndicators.class))
                .isEqualTo(indicators);
    }

    @Test
    void aPortfolioIsWrittenInSnakeCaseWithEveryField() {
        String json = text(Samples.portfolio(3));

        assertThat(json)
                .isEqualTo("{\"portfolio_id\":\"portfolio_retirement\",\"user_id\":\"amelia\","
                        + "\"name\":\"Retirement, version 3\",\"description\":null,\"currency\":\"USD\","
                        + "\"holdings\":[{\"holding_id\":\"holding_apple\",\"portfolio_id\":\"portfolio_retirement\","
                        + "\"user_id\":\"amelia\",\"stock_symbol\":\"AAPL\",\"quantity\":10.5,"
                        + "\"avg_entry_price\":150.25,\"currency\":\"USD\",\"notes\":\"Bought in \\\"spring\\\"\","
                        + "\"version\":1,\"created_at\":\"2026-03-09T14:30:00.123456Z\","
                        + "\"updated_at\":\"2026-03-09T14:30:00.123456Z\"}],\"version\":3,"
                        + "\"created_at\":\"2026-03-09T14:30:00.123456Z\","
                        + "\"updated_at\":\"2026-03-09T14:30:03.123456Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000001", "1E+17", "123456789012345678.0123456789", "0", "-1.50"})
    void aDecimalIsAPlainNumberThatLosesNothing(String number) {
        BigDecimal value = new BigDecimal(number);

        String json = text(value);

        assertThat(json).isEqualTo(value.toPlainString());
        assertThat(codec.decode(bytes(json), BigDecimal.class)).isEqualByComparingTo(value);
    }

    @Test
    void aDecimalOfAnUntypedValueIsNoBinaryNumber() {
        Map<?, ?> read = codec.decode(bytes("{\"price\":0.1}"), Map.class);

        assertThat(read.get("price")).isEqualTo(new BigDecimal("0.1"));
    }

    @Test
    void anInstantHasAtMostSixDecimals() {
        assertThat(text(Instant.parse("2026-03-09T14:30:00.123456789Z"))).isEqualTo("\"2026-03-09T14:30:00.123456Z\"");
        assertThat(text(Instant.parse("2026-03-09T14:30:00Z"))).isEqualTo("\"2026-03-09T14:30:00Z\"");
    }

    @Test
    void aFieldThatTheClassDoesNotKnowIsIgnored() {
        byte[] json = bytes("{\"symbols\":[\"AAPL\"],\"as_of\":\"2026-03-09T14:30:00Z\",\"colour\":{\"is\":\"new\"}}");

        assertThat(codec.decode(json, BatchIndex.class).symbols()).containsExactly(AAPL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{\"symbols\":[\"AAPL\"]}",
                "{\"symbols\":[\"no symbol\"],\"as_of\":\"2026-03-09T14:30:00Z\"}",
                "{\"symbols\":[],\"as_of\":\"yesterday\"}",
                "{\"symbols\":[],\"as_of\":\"2026-03-09T14:30:00Z\"} {}",
            })
    void whatIsNotTheValueIsATypedFailure(String json) {
        assertThatThrownBy(() -> codec.decode(bytes(json), BatchIndex.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("BatchIndex");
    }

    @Test
    void nestingAndNumbersHaveLimits() {
        assertThatThrownBy(() -> codec.decode(bytes("[".repeat(100) + "]".repeat(100)), Object.class))
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> codec.decode(bytes("1".repeat(100)), BigDecimal.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aValueWithoutAJsonFormIsATypedFailure() {
        assertThatThrownBy(() -> codec.encode(new Object())).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void theMapperIsACopy() throws Exception {
        ObjectMapper mine = codec.mapper();
        mine.addMixIn(Symbol.class, Object.class);

        assertThat(mine).isNotSameAs(codec.mapper());
        assertThat(codec.mapper().readValue("\"AAPL\"", Symbol.class)).isEqualTo(AAPL);
    }

    @Test
    void aPortfolioThatBreaksItsOwnRulesIsNotRead() {
        String json = text(Samples.portfolio(3)).replace("Retirement, version 3", "  ");

        assertThatThrownBy(() -> codec.decode(bytes(json), Portfolio.class)).isInstanceOf(MalformedJsonException.class);
    }

    private String text(Object value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
