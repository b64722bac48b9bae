package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;

/** What is to be said on one connection, in one provider's language. Only called on the stream's thread. */
interface Dialogue {

    /** The connection is there, and nothing was said. */
    void opened();

    /** The provider said something. */
    void heard(JsonNode message);

    /** Other symbols are wanted than before. */
    void wantedChanged();
}
