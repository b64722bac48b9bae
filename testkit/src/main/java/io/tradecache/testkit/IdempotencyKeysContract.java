package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.IdempotencyKeys.Claim;
import io.tradecache.core.port.PortException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyKeys} promises. */
@DisplayName("Idempotency keys")
public interface IdempotencyKeysContract extends PersistenceUnderTest {

    /** A key that nobody has used. */
    default IdempotencyKey newKey() {
        return new IdempotencyKey(NewRecords.user(), "\"{key}\\~!");
    }

    /** Does a request once, under a key; its answer says which time it was done. */
    default String once(IdempotencyKey key, AtomicInteger times) {
        return persistence().transactions().inTransaction(() -> {
            if (keys().claim(key) instanceof Claim.Answered answered) {
                return answered.reply();
            }
            String reply = "done " + times.incrementAndGet();
            keys().keep(key, "request", reply, CREATED);
            return reply;
        });
    }

    @Test
    default void aNewKeyIsUnused() {
        assertThat(claim(newKey())).isEqualTo(new Claim.Unused());
    }

    @Test
    default void anAnswerIsThereAfterTheCommit() {
        IdempotencyKey key = newKey();

        persistence().transactions().inTransaction(() -> {
            keys().claim(key);
            keys().keep(key, "a hash", "{\"name\":\"Zürich 𝄞\\u0000\"}", CREATED);
            return key;
        });

        assertThat(claim(key)).isEqualTo(new Claim.Answered("a hash", "{\"name\":\"Zürich 𝄞\\u0000\"}"));
    }

    @Test
    default void anAnswerIsUndoneWithWhatItAnswers() {
        IdempotencyKey key = newKey();
        Portfolio portfolio = NewRecords.portfolio(key.user());

        assertThatThrownBy(() -> persistence().transactions().inTransaction(() -> {
                    keys().claim(key);
                    persistence().portfolios().insert(portfolio);
                    keys().keep(key, "request", "reply", CREATED);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(claim(key)).isEqualTo(new Claim.Unused());
        assertThat(persistence().portfolios().find(portfolio.portfolioId())).isEmpty();
    }

    @Test
    default void aClaimWithoutAnAnswerLeavesNothing() {
        IdempotencyKey key = newKey();
        claim(key);

        assertThat(claim(key)).isEqualTo(new Claim.Unused());
    }

    @Test
    default void usersDoNotShareKeys() {
        IdempotencyKey key = newKey();
        once(key, new AtomicInteger());

        assertThat(claim(new IdempotencyKey(new UserId(key.user() + "2"), key.value())))
                .isEqualTo(new Claim.Unused());
        assertThat(claim(new IdempotencyKey(key.user(), key.value() + "2"))).isEqualTo(new Claim.Unused());
    }

    @Test
    default void aKeyIsAnsweredOnce() {
        IdempotencyKey key = newKey();
        once(key, new AtomicInteger());

        assertThatThrownBy(() -> keys().keep(key, "request", "another reply", CREATED))
                .isInstanceOf(PortException.Corrupt.class);
    }

    @Test
    default void ofManyEqualRequestsAtOnceOneIsDoneAndAllLearnItsAnswer() {
        IdempotencyKey key = newKey();
        AtomicInteger times = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<String>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> {
                                together.countDown();
                                await(together);
                                return once(key, times);
                            },
                            threads))
                    .limit(8)
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join)).containsOnly("done 1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void oldAnswersAreForgottenAndTheirKeysUsedAgain() {
        IdempotencyKey old = newKey();
        IdempotencyKey young = newKey();
        AtomicInteger times = new AtomicInteger();
        once(old, times);
        persistence().transactions().inTransaction(() -> {
            keys().keep(young, "request", "young", CREATED.plusNanos(1_000));
            return young;
        });

        assertThat(keys().forget(CREATED.plusNanos(1_000))).isPositive();

        assertThat(once(old, times)).isEqualTo("done 2");
        assertThat(once(young, times)).isEqualTo("young");
    }

    private IdempotencyKeys keys() {
        return persistence().idempotencyKeys();
    }

    private Claim claim(IdempotencyKey key) {
        return persistence().transactions().inTransaction(() -> keys().claim(key));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
