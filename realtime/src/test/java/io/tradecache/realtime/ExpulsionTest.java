package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tradecache.core.model.UserId;
import io.tradecache.core.port.PortException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A client's key may be revoked while it listens. */
class ExpulsionTest {

    private final Desk desk = new Desk();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Expulsion expulsion = new Expulsion(desk.hub, tasks::add, desk.wheel::millis);
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private volatile boolean revoked;

    @Test
    void whoIsNoLongerWelcomeIsToldSoWithinAMinute() {
        InMemoryOutbound other = new InMemoryOutbound();
        listening(outbound, () -> !revoked);
        listening(other, () -> true);
        pass(Duration.ofMinutes(5));
        assertThat(outbound.closedWith()).isZero();

        revoked = true;
        pass(Duration.ofSeconds(61));

        assertThat(outbound.closedWith()).isEqualTo(4001);
        assertThat(other.closedWith()).isZero();
        assertThat(desk.count("websocket_batch dropped as access")).isEqualTo(1);
        assertThat(desk.count("websocket_batch")).isEqualTo(1);
    }

    @Test
    void whileNobodyCanSayWhoIsWelcomeEverybodyStays() {
        AtomicInteger asked = new AtomicInteger();
        listening(outbound, () -> {
            asked.incrementAndGet();
            throw new PortException.Unavailable("database", "find API key", new IllegalStateException("away"));
        });

        pass(Duration.ofMinutes(3));

        assertThat(outbound.closedWith()).isZero();
        assertThat(asked).hasValueBetween(2, 3);
    }

    @Test
    void whoIsAskedForIsNotAskedForAgainMeanwhile() {
        listening(outbound, () -> true);
        for (int second = 0; second < 300; second++) {
            desk.pass(Duration.ofSeconds(1));
            expulsion.look();
        }

        assertThat(tasks).hasSize(1);
    }

    @Test
    void whatLetsSeveralInIsAskedForOnceInARound() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            listening(new InMemoryOutbound(), new SameKey(asked));
        }

        pass(Duration.ofSeconds(61));
        assertThat(asked).hasValue(1);

        pass(Duration.ofSeconds(61));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoCannotBeAskedForKeepsNobodyElseIn() {
        List<InMemoryOutbound> unwelcome =
                Stream.generate(InMemoryOutbound::new).limit(20).toList();
        InMemoryOutbound broken = new InMemoryOutbound();
        for (int i = 0; i < 5; i++) {
            listening(broken, new SameBrokenKey(broken));
            unwelcome.subList(4 * i, 4 * i + 4).forEach(each -> listening(each, () -> !revoked));
        }
        revoked = true;

        pass(Duration.ofSeconds(61));

        assertThat(unwelcome).allSatisfy(each -> assertThat(each.closedWith()).isEqualTo(4001));
        assertThat(broken.closedWith()).isZero();
    }

    @Test
    void whileNobodyCanSayWhoIsWelcomeFewAreAskedForAndItIsToldOnce() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            String key = "key " + i;
            listening(new InMemoryOutbound(), () -> {
                asked.incrementAndGet();
                throw new PortException.Unavailable("database", "find " + key, new IllegalStateException("away"));
            });
        }
        Logger log = (Logger) LoggerFactory.getLogger(Expulsion.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            pass(Duration.ofSeconds(61));
            assertThat(asked).hasValue(3);

            pass(Duration.ofSeconds(61));
            assertThat(asked).hasValue(6);
            assertThat(lines.list).hasSize(1);
        } finally {
            log.detachAppender(lines);
        }
    }

    /** Equal to every other of the same count. */
    private record SameKey(AtomicInteger asked) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            asked.incrementAndGet();
            return true;
        }
    }

    /** Equal to every other of the same client. */
    private record SameBrokenKey(InMemoryOutbound of) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            throw new IllegalStateException("broken");
        }
    }

    private void listening(InMemoryOutbound to, BooleanSupplier welcome) {
        desk.client(desk.session(new Peer(to, desk.batches, new Visitor(new UserId("amelia"), false, welcome))));
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            desk.pass(Duration.ofSeconds(1));
            expulsion.look();
            tasks.forEach(Runnable::run);
            tasks.clear();
        }
    }
}
