package io.tradecache.testkit;

import io.tradecache.core.port.HoldingRepository;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.port.Transactions;
import io.tradecache.core.port.WatchlistRepository;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A persistence whose calls fail whenever a test says so: with {@link PortException.Unavailable}, and without having done
 * anything. Thread-safe when the persistence behind it is.
 */
public final class FaultyPersistence {

    private static final String COMMIT = "transactions.commit";
    private static final Set<Class<?>> PORTS = Set.of(
            PortfolioRepository.class,
            HoldingRepository.class,
            WatchlistRepository.class,
            ItemRepository.class,
            PriceHistory.class,
            IdempotencyKeys.class);

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Persistence persistence;

    /**
     * A persistence that works until {@link #fail} is called.
     *
     * @param behind what answers as long as it works
     */
    public FaultyPersistence(Persistence behind) {
        this.persistence = new Persistence(
                transactions(behind.transactions()),
                faulty(PortfolioRepository.class, behind.portfolios()),
                faulty(HoldingRepository.class, behind.holdings()),
                faulty(WatchlistRepository.class, behind.watchlists()),
                faulty(ItemRepository.class, behind.items()),
                faulty(PriceHistory.class, behind.history()),
                faulty(IdempotencyKeys.class, behind.idempotencyKeys()));
    }

    /** The persistence to hand to what is tested. */
    public Persistence persistence() {
        return persistence;
    }

    /**
     * Fails a call from now on.
     *
     * @param port the port, for example {@code ItemRepository.class}
     * @param method the method's name, for example {@code delete}; all of that name fail
     */
    public void fail(Class<?> port, String method) {
        if (!PORTS.contains(port)
                || Arrays.stream(port.getMethods())
                        .noneMatch(candidate -> candidate.getName().equals(method))) {
            throw new IllegalArgumentException("no such call: " + call(port, method));
        }
        broken.add(call(port, method));
    }

    /** Fails every commit from now on: the work of a transaction is done, and then rolled back. */
    public void failCommits() {
        broken.add(COMMIT);
    }

    /** Lets everything work again. */
    public void heal() {
        broken.clear();
    }

    private Transactions transactions(Transactions behind) {
        return new Transactions() {
            @Override
            public <R> R inTransaction(Supplier<R> work) {
                return behind.inTransaction(() -> {
                    R result = work.get();
                    requireWorking(COMMIT);
                    return result;
                });
            }
        };
    }

    private <P> P faulty(Class<P> port, P behind) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            requireWorking(call(port, method.getName()));
            return invoke(method, behind, arguments);
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void requireWorking(String call) {
        if (broken.contains(call)) {
            throw new PortException.Unavailable("database", call, new IllegalStateException("broken by the test"));
        }
    }

    private static String call(Class<?> port, String method) {
        return port.getSimpleName() + "." + method;
    }
}
