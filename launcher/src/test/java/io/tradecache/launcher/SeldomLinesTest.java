package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeldomLinesTest {

    private final AtomicLong now = new AtomicLong();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger log = context.getLogger("io.tradecache.some");

    @BeforeEach
    void begin() {
        context.addTurboFilter(new SeldomLines(now::get));
        written.start();
        log.addAppender(written);
    }

    @Test
    void ofManyEqualFailuresAFewAreWrittenAndThenHowManyWereLeftOut() {
        for (int i = 0; i < 1_000; i++) {
            log.warn("{} could not be served", i);
        }
        assertThat(lines()).hasSize(SeldomLines.MOST).last().isEqualTo("4 could not be served");

        now.addAndGet(Duration.ofSeconds(11).toNanos());
        log.warn("{} could not be served", 1_000);

        assertThat(lines().subList(SeldomLines.MOST, lines().size()))
                .containsExactly("995 more lines like the next were left out", "1000 could not be served");
    }

    @Test
    void otherLinesAreWrittenAsEver() {
        for (int i = 0; i < 100; i++) {
            log.warn("one");
            log.info("of no concern");
        }
        log.error("another");

        assertThat(lines()).filteredOn("of no concern"::equals).hasSize(100);
        assertThat(lines()).endsWith("another");
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
