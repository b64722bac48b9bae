package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link StreamTickets} promises, with terms that the tests let end. */
@DisplayName("Stream tickets")
public interface StreamTicketsContract {

    /** Somebody who may do everything, until a token lapses. */
    Grant ROOT = new Grant(
            new Principal(new UserId("root"), Role.ADMIN), null, Instant.parse("2026-03-09T15:00:00.123456Z"));

    /** Somebody who may not, as long as a key is good. */
    Grant AMELIA = new Grant(new Principal(new UserId("amelia"), Role.USER), new ApiKeyId("0123456789ab"), null);

    /** The tickets. */
    StreamTickets tickets();

    /** Lets the term of all tickets end. */
    void endTerms();

    @Test
    default void aTicketLetsInWhomItWasIssuedFor() {
        Secret hers = issued(AMELIA);
        Secret his = issued(ROOT);

        assertThat(tickets().redeem(his)).contains(ROOT);
        assertThat(tickets().redeem(hers)).contains(AMELIA);
    }

    @Test
    default void aTicketIsGoodOnce() {
        Secret ticket = issued(AMELIA);
        tickets().redeem(ticket);

        assertThat(tickets().redeem(ticket)).isEmpty();
    }

    @Test
    default void ofManyWhoPresentATicketAtOnceOneIsLetIn() {
        Secret ticket = issued(AMELIA);
        List<CompletableFuture<Optional<Grant>>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(CompletableFuture.supplyAsync(() -> tickets().redeem(ticket)));
        }

        assertThat(tries.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                .hasSize(1);
    }

    @Test
    default void aTicketThatNobodyIssuedLetsNobodyIn() {
        issued(AMELIA);

        assertThat(tickets().redeem(Secret.from(new SecureRandom()))).isEmpty();
    }

    @Test
    default void aTicketLapses() {
        Secret ticket = issued(AMELIA);
        endTerms();
        Secret later = issued(ROOT);

        assertThat(tickets().redeem(ticket)).isEmpty();
        assertThat(tickets().redeem(later)).contains(ROOT);
    }

    private Secret issued(Grant grant) {
        Secret ticket = Secret.from(new SecureRandom());
        tickets().issue(ticket, grant);
        return ticket;
    }
}
