package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.UserId;
import io.tradecache.core.port.PortException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

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

    private void listening(InMemoryOutbound to, BooleanSupplier welcome) {
        desk.client(desk.session(new Peer(to, desk.batches, new Visitor(new UserId("amelia"), true, welcome))));
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
