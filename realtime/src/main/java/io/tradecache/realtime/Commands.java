package io.tradecache.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.realtime.ControlFrame.Ack;
import io.tradecache.realtime.ControlFrame.Bare;
import io.tradecache.realtime.ControlFrame.Refusal;
import io.tradecache.realtime.ControlFrame.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients may say. Whatever is wrong with a message is answered, and the connection stays. Thread-safe. */
final class Commands {

    private static final int LONGEST_ECHO = 32;
    private static final String INVALID_SYMBOL = "invalid_symbol";
    private static final String MALFORMED = "malformed_json";
    private static final String WHOLE_MESSAGE = "A message is a JSON object with an action";
    private static final String TOO_MANY_SYMBOLS = "too_many_symbols";

    private final ObjectMapper mapper;
    private final PriceJson json;
    private final RealTimeSettings settings;
    private final Wheel wheel;
    private final Lookup lookup;

    Commands(ObjectMapper mapper, PriceJson json, RealTimeSettings settings, Wheel wheel, Lookup lookup) {
        this.mapper = mapper;
        this.json = json;
        this.settings = settings;
        this.wheel = wheel;
        this.lookup = lookup;
    }

    /** One message of a client. */
    record Message(
            @Nullable String action,
            @Nullable List<@Nullable String> symbols,
            @Nullable Long intervalMs) {}

    /** Does what a message says. */
    void heard(Session session, String text) {
        Message message;
        try {
            message = mapper.readValue(text, Message.class);
        } catch (MismatchedInputException e) {
            refuseField(session, e.getPath());
            return;
        } catch (JsonProcessingException e) {
            refuse(session, MALFORMED, WHOLE_MESSAGE);
            return;
        }
        if (message == null || message.action == null) {
            refuse(session, "unknown_action", "The action is missing");
            return;
        }
        switch (message.action) {
            case "subscribe" -> subscribe(session, message);
            case "unsubscribe" -> unsubscribe(session, message);
            case "ping" -> say(session, new Bare("pong"));
            default -> refuse(session, "unknown_action", "The actions are subscribe, unsubscribe and ping");
        }
    }

    /** Names the field of a message that is of another kind than it must be. */
    private void refuseField(Session session, List<JsonMappingException.Reference> path) {
        switch (path.isEmpty() ? "" : String.valueOf(path.get(0).getFieldName())) {
            case "symbols" -> refuse(session, INVALID_SYMBOL, "symbols is a list of texts");
            case "interval_ms" -> refuseInterval(session);
            default -> refuse(session, MALFORMED, WHOLE_MESSAGE);
        }
    }

    private void refuseInterval(Session session) {
        long shortest = RealTimeSettings.SHORTEST_INTERVAL.toMillis();
        long longest = RealTimeSettings.LONGEST_INTERVAL.toMillis();
        refuse(session, "invalid_interval", "interval_ms is a whole number from " + shortest + " to " + longest);
    }

    /** Tells a client that its message is not heeded. */
    void refuse(Session session, String code, String why) {
        session.tell(json.frame(new Refusal(code, why)));
    }

    /** Tells a client that its message is too long to be taken, and closes the connection. */
    void sendAway(Session session, int longest) {
        String why = "A message has at most " + longest + " bytes";
        session.close(json.frame(new Refusal("message_too_long", why)), CloseCode.TOO_LONG, "message too long");
    }

    private void subscribe(Session session, Message message) {
        if (!hasSymbols(session, message) || !hasInterval(session, message.intervalMs)) {
            return;
        }
        List<Rejected> rejected = new ArrayList<>();
        Set<Symbol> all = new LinkedHashSet<>(session.symbols());
        Set<Symbol> wanted = new LinkedHashSet<>();
        for (Symbol symbol : symbols(message, rejected)) {
            if (all.size() < settings.mostSymbols() || all.contains(symbol)) {
                all.add(symbol);
                wanted.add(symbol);
            } else {
                rejected.add(new Rejected(symbol.value(), TOO_MANY_SYMBOLS));
            }
        }
        if (message.intervalMs != null && session.changeInterval(message.intervalMs)) {
            wheel.add(session);
        }
        // First of all, for the client's turn may come as soon as it listens.
        acknowledge(session, List.copyOf(all), rejected);
        session.subscribe(wanted);
        lookup.answer(session, List.copyOf(wanted));
    }

    private void unsubscribe(Session session, Message message) {
        if (hasSymbols(session, message)) {
            List<Rejected> rejected = new ArrayList<>();
            session.unsubscribe(symbols(message, rejected));
            acknowledge(session, session.symbols(), rejected);
        }
    }

    private boolean hasSymbols(Session session, Message message) {
        if (message.symbols == null || message.symbols.isEmpty()) {
            refuse(session, INVALID_SYMBOL, "The symbols are missing");
            return false;
        }
        return true;
    }

    private boolean hasInterval(Session session, @Nullable Long millis) {
        long shortest = RealTimeSettings.SHORTEST_INTERVAL.toMillis();
        long longest = RealTimeSettings.LONGEST_INTERVAL.toMillis();
        if (millis != null && (millis < shortest || millis > longest)) {
            refuseInterval(session);
            return false;
        }
        return true;
    }

    /** The symbols of a message, each once; those that are none are added to the rejected. */
    private static Set<Symbol> symbols(Message message, List<Rejected> rejected) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (String text : message.symbols == null ? List.<@Nullable String>of() : message.symbols) {
            try {
                symbols.add(new Symbol(text == null ? "" : text));
            } catch (InvalidFieldException e) {
                rejected.add(new Rejected(echo(text), INVALID_SYMBOL));
            }
        }
        return symbols;
    }

    private static String echo(@Nullable String text) {
        String known = String.valueOf(text);
        return known.length() <= LONGEST_ECHO ? known : known.substring(0, LONGEST_ECHO) + "…";
    }

    /** A plain client is told of nothing but what was wrong. */
    private void acknowledge(Session session, List<Symbol> symbols, List<Rejected> rejected) {
        say(session, new Ack(symbols, session.intervalMillis(), rejected));
        if (session.dialect().isTalkative()) {
            return;
        }
        if (rejected.stream().anyMatch(each -> each.code().equals(INVALID_SYMBOL))) {
            refuse(session, INVALID_SYMBOL, "A symbol has 1 to 15 of A-Z, 0-9, '.', '-', '=' and '^'");
        }
        if (rejected.stream().anyMatch(each -> each.code().equals(TOO_MANY_SYMBOLS))) {
            refuse(session, TOO_MANY_SYMBOLS, "A connection has at most " + settings.mostSymbols() + " symbols");
        }
    }

    private void say(Session session, Object frame) {
        if (session.dialect().isTalkative()) {
            session.tell(json.frame(frame));
        }
    }
}
