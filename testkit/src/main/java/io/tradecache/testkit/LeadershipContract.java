package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.port.Leadership;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Leadership} promises, among nodes whose terms the tests let end. */
@DisplayName("Leadership")
public interface LeadershipContract {

    /** What is to be done by one. */
    String ROLE = "change-log";

    /** Leadership as a node sees it: the same at every call of one test. Nobody has led anything yet. */
    Leadership of(String node);

    /** Lets the terms of all present leaders end, and so much time pass that every node asks again. */
    void endTerms();

    @Test
    default void ofTwoNodesTheFirstToAskLeads() {
        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("london").lead(ROLE)).isFalse();
    }

    @Test
    default void aLeaderGoesOnLeadingWhileItSaysSo() {
        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("london").lead(ROLE)).isFalse();
    }

    @Test
    default void aLeaderWhoseTermEndedMayLeadAgain() {
        of("new-york").lead(ROLE);

        endTerms();

        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("london").lead(ROLE)).isFalse();
    }

    @Test
    default void anotherNodeTakesOverAfterTheTermAndTheFormerLeaderNotices() {
        of("new-york").lead(ROLE);

        endTerms();

        assertThat(of("london").lead(ROLE)).isTrue();
        assertThat(of("new-york").lead(ROLE)).isFalse();
    }

    @Test
    default void rolesAreSharedOutOneByOne() {
        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("london").lead("price-refresh")).isTrue();
        assertThat(of("new-york").lead("price-refresh")).isFalse();
    }

    @Test
    default void whoResignsLeavesTheRoleToOthersAtOnce() {
        of("new-york").lead(ROLE);

        of("new-york").resign(ROLE);

        assertThat(of("london").lead(ROLE)).isTrue();
        assertThat(of("new-york").lead(ROLE)).isFalse();
    }

    @Test
    default void whoDoesNotLeadResignsInVain() {
        of("new-york").lead(ROLE);

        of("london").resign(ROLE);

        assertThat(of("new-york").lead(ROLE)).isTrue();
        assertThat(of("london").lead(ROLE)).isFalse();
    }

    @Test
    default void theEpochIsZeroBeforeTheFirstLeader() {
        assertThat(of("new-york").epoch(ROLE)).isZero();
    }

    @Test
    default void theEpochGrowsWithEachChangeOfHandsAndIsTheSameForAll() {
        of("new-york").lead(ROLE);
        assertThat(of("london").epoch(ROLE)).isEqualTo(1);

        endTerms();
        of("london").lead(ROLE);
        assertThat(of("new-york").epoch(ROLE)).isEqualTo(2);

        of("london").resign(ROLE);
        endTerms();
        of("new-york").lead(ROLE);
        assertThat(of("london").epoch(ROLE)).isEqualTo(3);
    }

    @Test
    default void theEpochStaysWhileTheSameNodeLeadsAndAfterItResigned() {
        of("new-york").lead(ROLE);
        endTerms();
        of("new-york").lead(ROLE);
        assertThat(of("new-york").epoch(ROLE)).isEqualTo(1);

        of("new-york").resign(ROLE);

        assertThat(of("new-york").epoch(ROLE)).isEqualTo(1);
    }
}
