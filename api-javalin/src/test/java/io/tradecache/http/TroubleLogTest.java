package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.testkit.FaultyPersistence;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleLogTest {

    @Test
    void theLogLineOfATroubleHasTheTraceIdThatTheClientIsTold() {
        Logger log = (Logger) LoggerFactory.getLogger(Problems.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try (Api api = Api.over(TroubleLogTest::broken, UnaryOperator.identity())) {
            Api.Answer answer = api.get(Api.AMELIA + "/portfolios");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(lines.list)
                    .anySatisfy(line ->
                            assertThat(line.getMDCPropertyMap()).containsEntry("trace_id", answer.text("trace_id")));
        } finally {
            log.detachAppender(lines);
        }
    }

    private static Persistence broken(Persistence behind) {
        FaultyPersistence faulty = new FaultyPersistence(behind);
        faulty.fail(PortfolioRepository.class, "findByUser");
        return faulty.persistence();
    }
}
