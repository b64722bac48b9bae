package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import org.junit.jupiter.api.Test;

class FaultyPersistenceTest {

    private final FaultyPersistence faulty = new FaultyPersistence(new InMemoryDatabase().persistence());
    private final PortfolioRepository portfolios = faulty.persistence().portfolios();

    @Test
    void aFailingCallDoesNothingAndOthersWork() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        faulty.fail(PortfolioRepository.class, "insert");

        assertThatThrownBy(() -> portfolios.insert(portfolio)).isInstanceOf(PortException.Unavailable.class);

        assertThat(portfolios.find(portfolio.portfolioId())).isEmpty();
    }

    @Test
    void aHealedCallWorks() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        faulty.fail(PortfolioRepository.class, "insert");
        faulty.heal();

        portfolios.insert(portfolio);

        assertThat(portfolios.find(portfolio.portfolioId())).contains(portfolio);
    }

    @Test
    void whatThePersistenceThrowsPassesUnchanged() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        portfolios.insert(portfolio);

        assertThatThrownBy(() -> portfolios.insert(portfolio)).isInstanceOf(PortException.Corrupt.class);
    }

    @Test
    void aCallThatDoesNotExistCannotFail() {
        assertThatThrownBy(() -> faulty.fail(ItemRepository.class, "remove"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such call: ItemRepository.remove");
    }
}
