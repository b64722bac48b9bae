package io.tradecache.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/** How Jackson writes and reads what it cannot know: ids and symbols as plain texts, instants to the microsecond. */
final class ModelModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    ModelModule() {
        super("tradecache-model");
        plainText(UserId.class, UserId::new);
        plainText(Symbol.class, Symbol::new);
        plainText(PortfolioId.class, PortfolioId::new);
        plainText(HoldingId.class, HoldingId::new);
        plainText(WatchlistId.class, WatchlistId::new);
        plainText(ItemId.class, ItemId::new);
        addSerializer(Instant.class, new InstantText());
        addDeserializer(Instant.class, new InstantFromText());
    }

    private <T> void plainText(Class<T> type, Function<String, T> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new PlainText<>(type, parse));
    }

    /** Reads a value from the text that its {@code toString} gives. */
    private static final class PlainText<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        PlainText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return parse.apply(text);
        }
    }

    /** Writes RFC 3339 in UTC. */
    private static final class InstantText extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Rfc3339.text(value));
        }
    }

    /** Reads what {@link InstantText} writes, and leaves anything else to Jackson's own. */
    private static final class InstantFromText extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantFromText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Instant plain = in.hasToken(JsonToken.VALUE_STRING) ? Rfc3339.plain(in.getText()) : null;
            return plain == null ? InstantDeserializer.INSTANT.deserialize(in, context) : plain;
        }
    }
}
