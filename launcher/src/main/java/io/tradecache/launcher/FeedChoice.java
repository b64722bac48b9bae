package io.tradecache.launcher;

import io.tradecache.core.port.PriceFeed;
import io.tradecache.feed.AlpacaPriceFeed;
import io.tradecache.feed.AlpacaSettings;
import io.tradecache.feed.FinnhubPriceFeed;
import io.tradecache.feed.FinnhubSettings;
import io.tradecache.feed.ManualPriceFeed;
import io.tradecache.feed.ReplayPriceFeed;
import io.tradecache.feed.SimulatedPriceFeed;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which price feed a node has. Its text shows no key. Immutable.
 *
 * @param meaning where prices come from, in words
 * @param isMarketTime whether its prices are those of US equities, which have their hours
 * @param opening makes the feed
 */
record FeedChoice(String meaning, boolean isMarketTime, Function<Clock, PriceFeed> opening) {

    /** What can be chosen. */
    static final String EXPECTED = "simulated, manual, replay:FILE.csv, alpaca or finnhub";

    /** All nodes of a cluster simulate the same market. */
    private static final long MARKET_SEED = 20_260_101;

    private static final String REPLAY = "replay:";
    private static final Pattern SPEED = Pattern.compile("(.+)@(\\d{1,6}|max)");

    /**
     * Understands a choice.
     *
     * @param text one of {@link #EXPECTED}; a file may be followed by {@code @} and how many times as fast it is replayed
     * @param environment holds the keys of providers
     * @throws IllegalArgumentException when it is none, or a key is missing; the message shows no key
     */
    static FeedChoice of(String text, Map<String, String> environment) {
        if (text.startsWith(REPLAY)) {
            return replay(text.substring(REPLAY.length()));
        }
        return switch (text) {
            case "simulated" -> new FeedChoice("simulated", false, clock -> new SimulatedPriceFeed(MARKET_SEED, clock));
            case "manual" -> new FeedChoice("stated by hand", false, ManualPriceFeed::new);
            case "alpaca" -> {
                AlpacaSettings settings = AlpacaSettings.of(environment);
                yield new FeedChoice("from Alpaca", true, clock -> new AlpacaPriceFeed(settings, clock));
            }
            case "finnhub" -> {
                FinnhubSettings settings = FinnhubSettings.of(environment);
                yield new FeedChoice("from Finnhub", true, clock -> new FinnhubPriceFeed(settings, clock));
            }
            default -> throw new IllegalArgumentException("'" + text + "' is not supported: expected " + EXPECTED);
        };
    }

    private static FeedChoice replay(String text) {
        Matcher fast = SPEED.matcher(text);
        boolean paced = fast.matches();
        String name = paced ? fast.group(1) : text;
        double speed = 1;
        if (paced) {
            speed = fast.group(2).equals("max")
                    ? ReplayPriceFeed.AS_FAST_AS_POSSIBLE
                    : Double.parseDouble(fast.group(2));
        }
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + name + "' is no path: " + e.getReason(), e);
        }
        double times = speed;
        check(file, times);
        return new FeedChoice("replayed from " + file, false, clock -> new ReplayPriceFeed(file, times, clock));
    }

    /** Reads the recording for the first time, so that what is wrong with it is told before anything starts. */
    private static void check(Path file, double speed) {
        try {
            PriceFeed unused = new ReplayPriceFeed(file, speed, Clock.systemUTC());
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return meaning;
    }
}
