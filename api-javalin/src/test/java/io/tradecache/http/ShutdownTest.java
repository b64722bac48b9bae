package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.Transactions;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aRequestInFlightIsAnsweredAndNoNewOneIsTaken() throws Exception {
        Api api = Api.over(this::slow, feed -> feed);
        CompletableFuture<Api.Answer> inFlight =
                CompletableFuture.supplyAsync(() -> api.post(Api.AMELIA + "/portfolios", "{\"name\":\"Last\"}"));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(api::close);

        assertThat(stopped.isDone()).isFalse();
        goOn.countDown();

        assertThat(inFlight.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
        stopped.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> api.get("/health/live")).isInstanceOf(UncheckedIOException.class);
    }

    private Persistence slow(Persistence whole) {
        Transactions transactions = new Transactions() {
            @Override
            public <R> R inTransaction(Supplier<R> work) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return whole.transactions().inTransaction(work);
            }
        };
        return new Persistence(
                transactions,
                whole.portfolios(),
                whole.holdings(),
                whole.watchlists(),
                whole.items(),
                whole.history(),
                whole.idempotencyKeys());
    }
}
