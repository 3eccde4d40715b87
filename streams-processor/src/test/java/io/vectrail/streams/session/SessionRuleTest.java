package io.vectrail.streams.session;

import static io.vectrail.streams.session.Exchanges.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionRuleTest {

    private static final SessionKey KEY = new SessionKey("alice", "openai", null);
    private static final Duration PAUSE = SessionRule.PAUSE;

    @Test
    void anExchangeWithoutNeighboursStartsASession() {
        Visit visit = visit("x1", NOON);
        Change change = SessionRule.decide(List.of(), visit);
        assertThat(change).isEqualTo(new Change.Started(Session.startedBy(visit)));
        assertThat(change.vacated()).isEmpty();
        assertThat(change.absorbed()).isEmpty();
        assertThat(change.session().start()).isEqualTo(NOON);
        assertThat(change.session().end()).isEqualTo(NOON);
    }

    @Test
    void aPauseOfExactlyThirtyMinutesStaysWithinAndOneMillisecondMoreDoesNot() {
        Session session = Session.startedBy(visit("x1", NOON));
        assertThat(SessionRule.joins(session, visit("x2", NOON.plus(PAUSE)))).isTrue();
        assertThat(SessionRule.joins(session, visit("x2", NOON.minus(PAUSE)))).isTrue();
        assertThat(SessionRule.joins(session, visit("x2", NOON.plus(PAUSE).plusMillis(1))))
                .isFalse();
        assertThat(SessionRule.joins(session, visit("x2", NOON.minus(PAUSE).minusMillis(1))))
                .isFalse();
    }

    @Test
    void anExchangeInsideStretchesNothing() {
        Session session = session("s", NOON, NOON.plusSeconds(600));
        Change change = SessionRule.decide(List.of(session), visit("x2", NOON.plusSeconds(60)));
        assertThat(change.session().start()).isEqualTo(session.start());
        assertThat(change.session().end()).isEqualTo(session.end());
        assertThat(change.session().tally().exchanges()).isEqualTo(2);
        assertThat(change.vacated()).isEmpty();
    }

    @Test
    void anEarlierExchangeMovesTheStartAndVacatesTheOldEntry() {
        Session session = session("s", NOON, NOON.plusSeconds(600));
        Change change = SessionRule.decide(List.of(session), visit("x2", NOON.minusSeconds(60)));
        assertThat(change.session().id()).isEqualTo("s");
        assertThat(change.session().start()).isEqualTo(NOON.minusSeconds(60));
        assertThat(change.vacated()).containsExactly(session);
        assertThat(change.absorbed()).isEmpty();
    }

    @Test
    void anExchangeBetweenTwoSessionsMergesThemUnderTheEarlierId() {
        Session earlier = session("a", NOON, NOON);
        Session later = session("b", NOON.plus(PAUSE.multipliedBy(2)), NOON.plus(PAUSE.multipliedBy(3)));
        Change change = SessionRule.decide(List.of(later, earlier), visit("x", NOON.plus(PAUSE)));
        assertThat(change).isInstanceOf(Change.Merged.class);
        assertThat(change.session().id()).isEqualTo("a");
        assertThat(change.session().start()).isEqualTo(earlier.start());
        assertThat(change.session().end()).isEqualTo(later.end());
        assertThat(change.session().tally().exchanges()).isEqualTo(3);
        assertThat(change.vacated()).containsExactly(later);
        assertThat(change.absorbed()).containsExactly("b");
    }

    @Test
    void aStrangersSessionIsRefused() {
        Session other = Session.startedBy(
                new Visit("x", new SessionKey("bob", "openai", null), NOON, new Tally(1, 0, 0, 0, 0, List.of())));
        assertThatThrownBy(() -> SessionRule.decide(List.of(other), visit("x2", NOON)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSessionKeepsTheFirstThirtyTwoModelsInOrderWhateverCameFirst() {
        List<String> models =
                IntStream.range(0, 40).mapToObj("model-%02d"::formatted).toList();
        Tally forwards = models.stream()
                .map(model -> new Tally(1, 0, 0, 0, 0, List.of(model)))
                .reduce(Tally::plus)
                .orElseThrow();
        Tally backwards = models.reversed().stream()
                .map(model -> new Tally(1, 0, 0, 0, 0, List.of(model)))
                .reduce(Tally::plus)
                .orElseThrow();
        assertThat(forwards).isEqualTo(backwards);
        assertThat(forwards.models()).isEqualTo(models.subList(0, 32));
    }

    @Test
    void aModelNameIsCutShortBetweenCharacters() {
        String long256 = "m".repeat(255) + "\uD83D\uDE00";
        assertThat(new Tally(1, 0, 0, 0, 0, List.of(long256, "")).models()).containsExactly("m".repeat(255));
    }

    private static Visit visit(String exchange, Instant at) {
        return new Visit(exchange, KEY, at, new Tally(1, 0, 1, 10, 20, List.of("m")));
    }

    private static Session session(String id, Instant start, Instant end) {
        return new Session(id, KEY, start, end, new Tally(1, 0, 1, 10, 20, List.of("m")));
    }
}
