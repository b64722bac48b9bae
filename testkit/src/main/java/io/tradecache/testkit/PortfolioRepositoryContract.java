package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.NewRecords.CREATED;
import static io.tradecache.testkit.NewRecords.written;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.BRK_B;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.WriteOutcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link PortfolioRepository} promises. */
public interface PortfolioRepositoryContract extends PersistenceUnderTest {

    /** How many changes the reader of {@link #aPortfolioAndItsHoldingsAreOfOneMoment} meets. */
    int CHANGES_MET = 300;

    /** How many pairs of writers race for one portfolio. */
    int PAIRS = 200;

    @Test
    default void aNewPortfolioIsFoundAsItWasKept() {
        Portfolio portfolio = storedPortfolio();

        assertThat(portfolios().find(portfolio.portfolioId())).contains(portfolio);
    }

    @Test
    default void aPortfolioWithoutADescriptionIsFoundWithoutOne() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user()).withDescription(null);

        portfolios().insert(portfolio);

        assertThat(current(portfolio).description()).isNull();
    }

    @Test
    default void namesInAnyScriptAreKept() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user())
                .withName("Émile's 退職金 📈 '; DROP TABLE portfolio; --")
                .withDescription("Line one\nline two\t\"quoted\" \\ ? $1");

        portfolios().insert(portfolio);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void theHoldingsOfANewPortfolioAreNotLookedAt() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

        portfolios().insert(portfolio.withHoldings(List.of(NewRecords.holding(portfolio, AAPL))));

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void anIdInUseIsRefused() {
        Portfolio portfolio = storedPortfolio();

        assertThatThrownBy(() -> portfolios().insert(portfolio.withName("Another")))
                .isInstanceOf(PortException.Corrupt.class);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void anUnknownPortfolioIsNotFound() {
        PortfolioId unknown = NewRecords.portfolio(NewRecords.user()).portfolioId();

        assertThat(portfolios().find(unknown)).isEmpty();
        assertThat(portfolios().findOwner(unknown)).isEmpty();
    }

    @Test
    default void theOwnerIsFound() {
        Portfolio portfolio = storedPortfolio();

        assertThat(portfolios().findOwner(portfolio.portfolioId())).contains(portfolio.userId());
    }

    @Test
    default void holdingsAreOrderedBySymbol() {
        Portfolio portfolio = storedPortfolio();
        for (Symbol symbol : List.of(MSFT, new Symbol("BRK-B"), BRK_B, new Symbol("BRK1"), AAPL)) {
            storedHolding(portfolio, symbol);
        }

        assertThat(current(portfolio).holdings())
                .extracting(holding -> holding.stockSymbol().value())
                .containsExactly("AAPL", "BRK-B", "BRK.B", "BRK1", "MSFT");
    }

    @Test
    default void aUsersPortfoliosAreOrderedByCreationThenId() {
        UserId user = NewRecords.user();
        Portfolio youngest = NewRecords.portfolio(user, CREATED.plusSeconds(1));
        Portfolio first = NewRecords.portfolio(user);
        Portfolio second = NewRecords.portfolio(user);
        portfolios().insert(youngest);
        portfolios().insert(first);
        portfolios().insert(second);
        storedPortfolio();
        boolean inOrder =
                first.portfolioId().value().compareTo(second.portfolioId().value()) < 0;

        assertThat(portfolios().findByUser(user))
                .containsExactly(
                        (inOrder ? first : second).summary(), (inOrder ? second : first).summary(), youngest.summary());
    }

    @Test
    default void aUsersPortfoliosSayHowManyHoldingsTheyHave() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);
        storedHolding(portfolio, MSFT);

        assertThat(portfolios().findByUser(portfolio.userId()))
                .containsExactly(current(portfolio).summary());
    }

    @Test
    default void aUserWithoutPortfoliosHasAnEmptyList() {
        assertThat(portfolios().findByUser(NewRecords.user())).isEmpty();
    }

    @Test
    default void anUpdateChangesThePortfoliosOwnFieldsAndNoOthers() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Portfolio changed = new Portfolio(
                portfolio.portfolioId(), NewRecords.user(), "House", null, "EUR", List.of(), 99, CHANGED, CHANGED);

        WriteOutcome.Written<Portfolio> outcome = written(portfolios().update(changed, 2));

        assertThat(outcome.value())
                .isEqualTo(portfolio
                        .withName("House")
                        .withDescription(null)
                        .withCurrency("EUR")
                        .withHoldings(List.of(holding))
                        .stored(3, CHANGED));
        assertThat(outcome.rootVersion()).isEqualTo(3);
        assertThat(current(portfolio)).isEqualTo(outcome.value());
    }

    @Test
    default void anUpdateIsLaterThanWhatItChangedWhateverTheClockSays() {
        Portfolio portfolio = storedPortfolio();

        Portfolio updated = written(portfolios().update(portfolio.stored(1, CREATED.minusSeconds(60)), 1))
                .value();

        assertThat(updated.updatedAt()).isAfter(portfolio.updatedAt());
        assertThat(current(portfolio)).isEqualTo(updated);
    }

    @Test
    default void aStaleUpdateTellsWhatIsStoredAndChangesNothing() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        WriteOutcome<Portfolio> outcome = portfolios().update(portfolio.withName("House"), 1);

        assertThat(outcome).isEqualTo(new WriteOutcome.Stale<>(before));
        assertThat(current(portfolio)).isEqualTo(before);
    }

    @Test
    default void anUpdateOfAnUnknownPortfolioFindsItMissing() {
        assertThat(portfolios().update(NewRecords.portfolio(NewRecords.user()), 1))
                .isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void aDeletionTakesTheHoldingsAlongAndTellsWhatThereWas() {
        Portfolio portfolio = storedPortfolio();
        Holding holding = storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        WriteOutcome<Portfolio> outcome = portfolios().delete(portfolio.portfolioId(), 2);

        assertThat(outcome).isEqualTo(new WriteOutcome.Written<>(before, 3));
        assertThat(portfolios().find(portfolio.portfolioId())).isEmpty();
        assertThat(portfolios().findByUser(portfolio.userId())).isEmpty();
        assertThat(persistence().holdings().find(holding.holdingId())).isEmpty();
        assertThat(persistence().holdings().findOwner(holding.holdingId())).isEmpty();
    }

    @Test
    default void aStaleDeletionDeletesNothing() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        assertThat(portfolios().delete(portfolio.portfolioId(), 1)).isEqualTo(new WriteOutcome.Stale<>(before));
        assertThat(current(portfolio)).isEqualTo(before);
    }

    @Test
    default void aDeletionOfAnUnknownPortfolioFindsItMissing() {
        assertThat(portfolios().delete(NewRecords.portfolio(NewRecords.user()).portfolioId(), 1))
                .isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void ofTwoUpdatesFromOneVersionExactlyOneTakesPlace() throws Exception {
        Portfolio portfolio = storedPortfolio();

        UpdateRace.run(PAIRS, (version, writer) -> portfolios().update(portfolio.withName("By " + writer), version));

        assertThat(current(portfolio).version()).isEqualTo(1 + PAIRS);
    }

    @Test
    default void aPortfolioAndItsHoldingsAreOfOneMoment() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);
        storedHolding(portfolio, MSFT);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int change = 1; change <= CHANGES_MET; change++) {
                changeBoth(portfolio, change);
            }
        });

        do {
            Portfolio seen = current(portfolio);
            assertThat(seen.holdings().get(0).quantity())
                    .isEqualTo(seen.holdings().get(1).quantity());
            assertThat(seen.version())
                    .isEqualTo(1
                            + seen.holdings().stream()
                                    .mapToLong(Holding::version)
                                    .sum());
        } while (!writer.isDone());

        writer.join();
    }

    private void changeBoth(Portfolio portfolio, int quantity) {
        persistence().transactions().inTransaction(() -> {
            for (Holding holding : current(portfolio).holdings()) {
                written(persistence()
                        .holdings()
                        .update(holding.withQuantity(BigDecimal.valueOf(quantity)), holding.version()));
            }
            return quantity;
        });
    }

    private PortfolioRepository portfolios() {
        return persistence().portfolios();
    }
}
