package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.NewRecords.CREATED;
import static io.tradecache.testkit.NewRecords.written;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.HoldingRepository;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WriteOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link HoldingRepository} promises. */
public interface HoldingRepositoryContract extends PersistenceUnderTest {

    /** How many pairs of writers race for one holding. */
    int PAIRS = 1_000;

    /** How often each of two writers changes its own holding of one portfolio. */
    int CHANGES = 100;

    @Test
    default void aNewHoldingIsFoundAsItWasKept() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = NewRecords.holding(portfolio, AAPL);

        WriteOutcome<Holding> outcome = holdings().insert(holding);

        assertThat(outcome).isEqualTo(new WriteOutcome.Written<>(holding, 2));
        assertThat(holdings().find(holding.holdingId())).contains(holding);
        assertThat(holdings().find(portfolio.portfolioId(), AAPL)).contains(holding);
        assertThat(holdings().findOwner(holding.holdingId())).contains(portfolio.userId());
        assertThat(current(portfolio).holdings()).containsExactly(holding);
    }

    @Test
    default void anUnknownHoldingIsNotFound() {
        Portfolio portfolio = storedPortfolio();
        Holding unknown = NewRecords.holding(portfolio, AAPL);

        assertThat(holdings().find(unknown.holdingId())).isEmpty();
        assertThat(holdings().find(portfolio.portfolioId(), AAPL)).isEmpty();
        assertThat(holdings().findOwner(unknown.holdingId())).isEmpty();
    }

    @Test
    default void aHoldingOfAnotherPortfolioOrSymbolIsNotFound() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);

        assertThat(holdings().find(portfolio.portfolioId(), MSFT)).isEmpty();
        assertThat(holdings().find(storedPortfolio().portfolioId(), AAPL)).isEmpty();
    }

    @Test
    default void theLargestAndTheSmallestAmountsAreKeptToTheLastDigit() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = NewRecords.holding(portfolio, AAPL)
                .withQuantity(new BigDecimal("999999999999999999.9999999999"))
                .withAvgEntryPrice(new BigDecimal("0.0000000001"));

        holdings().insert(holding);

        assertThat(holdings().find(holding.holdingId())).contains(holding);
    }

    @Test
    default void equalAmountsAreEqualHoweverTheyWereWritten() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = NewRecords.holding(portfolio, AAPL)
                .withQuantity(new BigDecimal("1E+3"))
                .withAvgEntryPrice(new BigDecimal("0.00"));

        holdings().insert(holding);

        Holding found = holdings().find(holding.holdingId()).orElseThrow();
        assertThat(found).isEqualTo(holding);
        assertThat(found.quantity()).hasToString("1000");
        assertThat(found.avgEntryPrice()).hasToString("0");
    }

    @Test
    default void timesAreKeptToTheMicrosecond() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL).stored(1, CHANGED.plusNanos(999));

        Holding updated = written(holdings().update(holding, 1)).value();

        assertThat(updated.updatedAt()).isEqualTo(CHANGED);
        assertThat(current(portfolio).updatedAt()).isEqualTo(CHANGED);
        assertThat(holdings().find(holding.holdingId())).contains(updated);
    }

    @Test
    default void aSecondHoldingOfASymbolIsADuplicate() {
        Portfolio portfolio = storedPortfolio();
        Holding first = storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        WriteOutcome<Holding> outcome = holdings().insert(NewRecords.holding(portfolio, AAPL));

        assertThat(outcome).isEqualTo(new WriteOutcome.Duplicate<>(first));
        assertThat(current(portfolio)).isEqualTo(before);
    }

    @Test
    default void twoPortfoliosMayHoldTheSameSymbol() {
        storedHolding(storedPortfolio(), AAPL);

        written(holdings().insert(NewRecords.holding(storedPortfolio(), AAPL)));
    }

    @Test
    default void aHoldingOfAnUnknownPortfolioFindsItMissing() {
        Portfolio unknown = NewRecords.portfolio(NewRecords.user());

        assertThat(holdings().insert(NewRecords.holding(unknown, AAPL))).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void aHoldingOfSomebodyElsesPortfolioFindsItMissing() {
        Portfolio portfolio = storedPortfolio();
        Portfolio claimed = new Portfolio(
                portfolio.portfolioId(),
                NewRecords.user(),
                portfolio.name(),
                null,
                "USD",
                portfolio.holdings(),
                1,
                CREATED,
                CREATED);

        assertThat(holdings().insert(NewRecords.holding(claimed, AAPL))).isEqualTo(new WriteOutcome.Missing<>());
        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void anIdInUseIsRefused() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Holding thief = new Holding(
                holding.holdingId(),
                portfolio.portfolioId(),
                portfolio.userId(),
                MSFT,
                BigDecimal.ONE,
                BigDecimal.ONE,
                "USD",
                null,
                1,
                CREATED,
                CREATED);

        assertThatThrownBy(() -> holdings().insert(thief)).isInstanceOf(PortException.Corrupt.class);

        assertThat(holdings().find(holding.holdingId())).contains(holding);
    }

    @Test
    default void anUpdateChangesTheNamedFieldsAndNoOthers() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Holding changed = new Holding(
                holding.holdingId(),
                NewRecords.portfolio(NewRecords.user()).portfolioId(),
                NewRecords.user(),
                MSFT,
                new BigDecimal("3.5"),
                new BigDecimal("99"),
                "EUR",
                null,
                77,
                CHANGED,
                CHANGED);

        WriteOutcome.Written<Holding> outcome = written(holdings().update(changed, 1));

        assertThat(outcome.value())
                .isEqualTo(holding.withQuantity(new BigDecimal("3.5"))
                        .withAvgEntryPrice(new BigDecimal("99"))
                        .withCurrency("EUR")
                        .withNotes(null)
                        .stored(2, CHANGED));
        assertThat(outcome.rootVersion()).isEqualTo(3);
        assertThat(holdings().find(holding.holdingId())).contains(outcome.value());
    }

    @Test
    default void everyWriteRaisesThePortfoliosVersionByOneAndSetsItsTime() {
        Portfolio portfolio = storedPortfolio();

        Holding holding = storedHolding(portfolio, AAPL);
        assertThat(current(portfolio).version()).isEqualTo(2);
        assertThat(current(portfolio).updatedAt()).isAfter(CREATED);

        holdings().update(holding.stored(1, CHANGED), 1);
        assertThat(current(portfolio).version()).isEqualTo(3);
        assertThat(current(portfolio).updatedAt()).isEqualTo(CHANGED);

        holdings().delete(holding.holdingId(), 2, CHANGED.plusSeconds(1));
        assertThat(current(portfolio)).isEqualTo(portfolio.stored(4, CHANGED.plusSeconds(1)));
    }

    @Test
    default void anUpdateIsLaterThanWhatItChangedWhateverTheClockSays() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        Holding updated = written(holdings().update(holding.stored(1, CREATED.minus(Duration.ofDays(1))), 1))
                .value();

        assertThat(updated.updatedAt()).isAfter(holding.updatedAt());
        assertThat(current(portfolio).updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    default void aStaleUpdateTellsWhatIsStoredAndRaisesNoVersion() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Holding current =
                written(holdings().update(holding.withNotes("Changed"), 1)).value();
        Portfolio before = current(portfolio);

        assertThat(holdings().update(holding.withNotes("Too late"), 1)).isEqualTo(new WriteOutcome.Stale<>(current));
        assertThat(holdings().delete(holding.holdingId(), 1, CHANGED)).isEqualTo(new WriteOutcome.Stale<>(current));
        assertThat(current(portfolio)).isEqualTo(before);
    }

    @Test
    default void aChangeOfAnUnknownHoldingFindsItMissing() {
        Holding unknown = NewRecords.holding(storedPortfolio(), AAPL);

        assertThat(holdings().update(unknown, 1)).isEqualTo(new WriteOutcome.Missing<>());
        assertThat(holdings().delete(unknown.holdingId(), 1, CHANGED)).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void aDeletionTellsWhatThereWas() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);

        WriteOutcome<Holding> outcome = holdings().delete(holding.holdingId(), 1, CHANGED);

        assertThat(outcome).isEqualTo(new WriteOutcome.Written<>(holding, 3));
        assertThat(holdings().find(holding.holdingId())).isEmpty();
        assertThat(current(portfolio).holdings()).isEmpty();
    }

    @Test
    default void ofTwoUpdatesFromOneVersionExactlyOneTakesPlace() throws Exception {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);

        UpdateRace.run(PAIRS, (version, writer) -> holdings().update(holding.withNotes("By " + writer), version));

        assertThat(current(portfolio).version()).isEqualTo(2 + PAIRS);
    }

    @Test
    default void writersOfTwoHoldingsOfOnePortfolioDoNotGetInEachOthersWay() {
        Portfolio portfolio = storedPortfolio();
        Holding apple = storedHolding(portfolio, AAPL);
        Holding microsoft = storedHolding(portfolio, MSFT);

        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> changeOften(apple));
        changeOften(microsoft);
        other.join();

        assertThat(current(portfolio).version()).isEqualTo(3 + 2 * CHANGES);
    }

    private void changeOften(Holding holding) {
        for (int version = 1; version <= CHANGES; version++) {
            written(holdings().update(holding.withNotes("Change " + version), version));
        }
    }

    private HoldingRepository holdings() {
        return persistence().holdings();
    }
}
