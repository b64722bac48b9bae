package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    @Test
    void itIsCompleteUpToTheFirstMissingNumber() {
        sequence.add(1);
        sequence.add(2);
        sequence.add(4);
        sequence.add(5);

        assertThat(sequence.complete()).isEqualTo(2);
        sequence.add(3);
        assertThat(sequence.complete()).isEqualTo(5);
    }

    @Test
    void whatIsThereAlreadyChangesNothing() {
        sequence.add(1);
        sequence.add(1);
        sequence.add(3);
        sequence.add(3);

        assertThat(sequence.complete()).isEqualTo(1);
    }

    @Test
    void numbersMayBeAddedUpToOne() {
        sequence.add(3);
        sequence.add(12);
        sequence.addAllUpTo(10);
        assertThat(sequence.complete()).isEqualTo(10);

        sequence.addAllUpTo(11);

        assertThat(sequence.complete()).isEqualTo(12);
        sequence.addAllUpTo(5);
        assertThat(sequence.complete()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderLeadsToTheSameEnd(long seed) {
        List<Long> numbers =
                new ArrayList<>(LongStream.rangeClosed(1, 1_000).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));

        numbers.forEach(sequence::add);

        assertThat(sequence.complete()).isEqualTo(1_000);
    }
}
