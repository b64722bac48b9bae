package io.tradecache.feed;

import static io.tradecache.feed.Heard.until;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.PriceFeed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** What tests of Alpaca's stream begin with: the provider, a listener, and streams that are closed in the end. */
abstract class OnAlpacasStream {

    static final String TIME = "2026-03-09T14:30:00Z";
    static final Symbol AAPL = new Symbol("AAPL");
    static final Symbol MSFT = new Symbol("MSFT");

    final AlpacaStub stub = new AlpacaStub();
    final Heard heard = new Heard();
    private final List<PriceFeed.Stream> opened = new ArrayList<>();

    @AfterEach
    void stop() {
        opened.forEach(PriceFeed.Stream::close);
        stub.close();
    }

    PriceFeed.Stream live(Symbol... symbols) {
        PriceFeed.Stream stream = open(stub.settings(), symbols);
        until(() -> stream.covered().size() == symbols.length);
        until(() -> heard.ups() > 0);
        return stream;
    }

    PriceFeed.Stream open(AlpacaSettings settings, Symbol... symbols) {
        PriceFeed.Stream stream = open(settings, heard);
        stream.want(new LinkedHashSet<>(List.of(symbols)));
        return stream;
    }

    PriceFeed.Stream open(AlpacaSettings settings, PriceFeed.StreamListener listener) {
        PriceFeed.Stream stream =
                new AlpacaPriceFeed(settings, Clock.systemUTC()).open(listener).orElseThrow();
        opened.add(stream);
        return stream;
    }

    static Symbol[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
    }

    static Set<String> names(JsonNode frame) {
        Set<String> names = new LinkedHashSet<>();
        frame.path("trades").forEach(name -> names.add(name.asText()));
        return names;
    }
}
