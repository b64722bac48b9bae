package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Transactions;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTroubleTest {

    private static final String SECRET = "SELECT secret FROM io.tradecache";

    private volatile RuntimeException trouble;
    private final Api api = Api.over(this::troubled, feed -> feed);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAskedAgainLater() {
        trouble = new PortException.Unavailable("database", SECRET, new IllegalStateException(SECRET));

        Api.Answer answer = create();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.kind()).isEqualTo("database-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void aConcurrentChangeInTheDatabaseIsTriedAgain() {
        trouble = new PortException.Conflict("database", SECRET, new IllegalStateException(SECRET));

        assertThat(create().kind()).isEqualTo("concurrent-change");
        assertThat(create().status()).isEqualTo(503);
    }

    @Test
    void whatNobodyExpectedIsAnInternalErrorWithoutAnyDetail() {
        RuntimeException corrupt = new PortException.Corrupt("database", SECRET, new IllegalStateException(SECRET));
        for (RuntimeException unexpected : new RuntimeException[] {corrupt, new IllegalStateException(SECRET)}) {
            trouble = unexpected;

            Api.Answer answer = create();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.kind()).isEqualTo("internal");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("trace_id")).hasSize(32);
            assertThat(answer.body()).doesNotContain("secret", "Exception", "io.tradecache");
        }
    }

    private Api.Answer create() {
        return api.post(Api.AMELIA + "/portfolios", "{\"name\":\"Retirement\"}");
    }

    private Persistence troubled(Persistence whole) {
        Transactions transactions = new Transactions() {
            @Override
            public <R> R inTransaction(Supplier<R> work) {
                throw trouble;
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
