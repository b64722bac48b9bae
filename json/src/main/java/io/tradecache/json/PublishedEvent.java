package io.tradecache.json;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tradecache.core.model.change.ChangeEvent;

/**
 * An event as it was published: each publisher numbers its messages from one on, so that whoever hears them notices when
 * one is missing. Immutable.
 *
 * @param event what happened
 * @param publisher who published it, different for each start of a process; empty when it is not numbered
 * @param seq which of the publisher's messages it is; zero when it is not numbered
 */
public record PublishedEvent(@JsonUnwrapped ChangeEvent event, String publisher, long seq) {

    /**
     * An event of a publisher that does not number its messages.
     *
     * @param event what happened
     * @return the event with an empty publisher and the number zero
     */
    public static PublishedEvent notNumbered(ChangeEvent event) {
        return new PublishedEvent(event, "", 0);
    }

    /**
     * Whether it could be noticed if this event were missing.
     *
     * @return false for messages of other programs
     */
    @JsonIgnore
    public boolean isNumbered() {
        return seq > 0;
    }
}
