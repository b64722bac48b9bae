package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublicationsTest {

    private final Publications publications = new Publications();

    @Test
    void aMessageUnderWayHoldsBackThoseAfterIt() {
        long first = publications.begin();
        long second = publications.begin();
        publications.finished(second);

        assertThat(publications.settled()).isZero();

        publications.finished(first);
        assertThat(publications.settled()).isEqualTo(second);
    }

    @Test
    void numbersBeginWithOneAndEachStartHasANameOfItsOwn() {
        assertThat(publications.begin()).isEqualTo(1);
        assertThat(publications.begin()).isEqualTo(2);
        assertThat(new Publications().publisher()).isNotEqualTo(publications.publisher());
    }
}
