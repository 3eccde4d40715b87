package io.vectrail.document.approval;

import static io.vectrail.event.ApprovalKind.APPROVED;
import static io.vectrail.event.ApprovalKind.CONSENTED;
import static io.vectrail.event.ApprovalKind.ESCALATED;
import static io.vectrail.event.ApprovalKind.EXPIRED;
import static io.vectrail.event.ApprovalKind.REJECTED;
import static io.vectrail.event.ApprovalKind.REVOKED;
import static io.vectrail.event.ApprovalKind.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the records of one approval amount to: each word where it counts, and where it does not. */
class ApprovalTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATE = Story.EXPIRE.plusSeconds(1);

    private final Story story = new Story();
    private final ApprovalLedger ledger = new ApprovalLedger();

    @Test
    void oneWordOfSomebodyWhoMayIsEnoughWhereOneIsAskedFor() {
        requested(Story.anyOf(1, "privacy"));
        ledger.take(story.says("a", APPROVED, SOON, "bea", "privacy"));
        assertThat(label()).isEqualTo("APPROVED");
        assertThat(approval().lets(Story.START)).isTrue();
        assertThat(approval().lets(Story.START.plus(Story.EXPIRE))).isFalse();
    }

    @Test
    void theFirstDecisionCountsAndWhatComesAfterItIsOfNoConsequence() {
        for (ApprovalKind first : List.of(APPROVED, REJECTED)) {
            for (ApprovalKind second : List.of(APPROVED, REJECTED, CONSENTED)) {
                ledger.forget("a");
                requested(Story.anyOf(1, "privacy"));
                ledger.take(story.says("a", first, SOON, "bea", "privacy"));
                assertThat(ledger.take(story.says("a", second, SOON, "carl", "privacy")))
                        .isEmpty();
                assertThat(ledger.take(story.says("a", EXPIRED, LATE, "service")))
                        .isEmpty();
                assertThat(label()).isEqualTo(first.name());
            }
        }
    }

    @Test
    void nobodyDecidesOnTheirOwnRequestWithoutTheGroupWithoutAReasonOrTooLate() {
        requested(Story.anyOf(1, "privacy"));
        for (ApprovalKind kind : List.of(CONSENTED, APPROVED, REJECTED)) {
            assertThat(ledger.take(story.says("a", kind, SOON, "alice", "privacy")))
                    .isEmpty();
            assertThat(ledger.take(story.says("a", kind, SOON, "mallory", "other")))
                    .isEmpty();
            assertThat(ledger.take(story.says("a", kind, LATE, "bea", "privacy")))
                    .isEmpty();
            assertThat(ledger.take(story.without(" ", "a", kind, "bea", "privacy")))
                    .isEmpty();
        }
        assertThat(label()).isEqualTo("REQUESTED");
        assertThat(ledger.take(story.says("a", EXPIRED, SOON, "service"))).isEmpty();
        ledger.take(story.says("a", EXPIRED, LATE, "service"));
        assertThat(label()).isEqualTo("EXPIRED");
    }

    @Test
    void twoDifferentPeopleAreTwoAndOneWhoSaysItTwiceIsNot() {
        requested(Story.anyOf(2, "privacy"));
        ledger.take(story.says("a", CONSENTED, SOON, "bea", "privacy"));
        assertThat(ledger.take(story.says("a", CONSENTED, SOON, "bea", "privacy")))
                .isEmpty();
        assertThat(ledger.take(story.says("a", APPROVED, SOON, "bea", "privacy")))
                .isEmpty();
        assertThat(approval().overdue()).isEmpty();
        ledger.take(story.says("a", APPROVED, SOON, "carl", "privacy"));
        assertThat(label()).isEqualTo("APPROVED");
    }

    /** A person who met one policy's requirement may meet another's later. */
    @Test
    void aConsentThatMetOneRequirementIsNotInTheWayOfAnotherOfTheSamePerson() {
        Requirement easy = new Requirement(
                "easy",
                "hash",
                List.of(),
                false,
                1,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        requested(easy, Story.anyOf(1, "privacy"));
        ledger.take(story.without("", "a", CONSENTED, "bea", "privacy"));
        assertThat(ledger.take(story.without("", "a", CONSENTED, "bea", "privacy")))
                .isEmpty();
        assertThat(approval().metWith(consent("bea", "privacy"))).isTrue();
        ledger.take(story.says("a", APPROVED, SOON, "bea", "privacy"));
        assertThat(label()).isEqualTo("APPROVED");
    }

    private static Consent consent(String who, String group) {
        return new Consent(who, List.of(group), Story.START, "because");
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        requested(Story.anyOf(1));
        ApprovalEntry seen = story.says("a", SEEN, SOON, "bea");
        assertThat(ledger.take(seen)).isPresent();
        assertThat(ledger.take(seen)).isEmpty();
    }

    @Test
    void twoWhoConsentedAtOnceAreEnoughOnceSomebodySaysSo() {
        requested(Story.anyOf(2, "privacy"));
        ledger.take(story.says("a", CONSENTED, SOON, "bea", "privacy"));
        ledger.take(story.says("a", CONSENTED, SOON.plusSeconds(1), "carl", "privacy"));
        Consent last = approval().overdue().orElseThrow();
        assertThat(last.subject()).isEqualTo("carl");
        ledger.take(story.says("a", APPROVED, SOON.plusSeconds(1), last.subject(), "privacy"));
        assertThat(((State.Approved) approval().state()).consents())
                .extracting(Consent::subject)
                .containsExactly("bea", "carl");
    }

    @Test
    void whoeverRefusesWinsOverWhoeverConsented() {
        requested(Story.anyOf(3, "privacy"));
        ledger.take(story.says("a", CONSENTED, SOON, "bea", "privacy"));
        ledger.take(story.says("a", CONSENTED, SOON, "carl", "privacy"));
        ledger.take(story.says("a", REJECTED, SOON, "dora", "privacy"));
        assertThat(label()).isEqualTo("REJECTED");
    }

    @Test
    void furtherGroupsMayDecideOnceItEscalates() {
        requested(Story.escalating(Duration.ofMinutes(10), "privacy", "security"));
        assertThat(ledger.take(story.says("a", APPROVED, Duration.ofMinutes(9), "sam", "security")))
                .isEmpty();
        assertThat(ledger.take(story.says("a", ESCALATED, Duration.ofMinutes(10), "service")))
                .isPresent();
        assertThat(ledger.take(story.says("a", ESCALATED, Duration.ofMinutes(10), "service")))
                .isEmpty();
        ledger.take(story.says("a", APPROVED, Duration.ofMinutes(10), "sam", "security"));
        assertThat(label()).isEqualTo("APPROVED");
    }

    @Test
    void eachRequirementEscalatesInItsTimeAndIsToldOnce() {
        Requirement soon = Story.escalating(Duration.ofMinutes(10), "privacy", "security");
        Requirement late = Story.escalating(Duration.ofMinutes(30), "legal", "board");
        requested(soon, late);
        assertThat(ledger.take(story.says("a", ESCALATED, Duration.ofMinutes(9), "service")))
                .isEmpty();
        ledger.take(story.says("a", ESCALATED, Duration.ofMinutes(11), "service"));
        assertThat(approval().escalated()).containsExactly(soon);
        assertThat(approval().escalates(Story.START.plus(Duration.ofMinutes(20))))
                .isFalse();
        ledger.take(story.says("a", ESCALATED, Duration.ofMinutes(31), "service"));
        assertThat(approval().escalated()).containsExactly(late);
        assertThat(approval().escalates(Story.START.plus(Duration.ofMinutes(50))))
                .isFalse();
    }

    @Test
    void anApprovalWithoutAGrantIsUsedUpByTheFirstAnswerAndNotByAFailure() {
        requested(Story.anyOf(1));
        ledger.take(story.says("a", APPROVED, SOON, "bea"));
        ledger.take(story.used("a", false));
        assertThat(approval().lets(Story.START)).isTrue();
        ledger.take(story.used("a", true));
        assertThat(approval().lets(Story.START)).isFalse();
        assertThat(label()).isEqualTo("APPROVED");
    }

    @Test
    void aGrantIsForItsRuleAsItWasUntilItEndsOrIsRevoked() {
        Requirement granting = Story.requirement("rule", List.of(), false, 1, Duration.ofHours(2));
        requested(granting);
        ledger.take(story.says("a", APPROVED, SOON, "bea"));
        Instant end = Story.START.plus(SOON).plus(Duration.ofHours(2));
        assertThat(approval().grants(granting, "other text", end.minusMillis(1)))
                .isTrue();
        assertThat(approval().grants(granting, "other text", end)).isFalse();
        ledger.take(story.requested("b", "alice", "request", Story.anyOf(1)));
        ledger.take(story.says("b", APPROVED, SOON, "bea"));
        Approval without = Objects.requireNonNull(ledger.find("b"));
        assertThat(without.grants(Story.anyOf(1), "other text", Story.START)).isFalse();
        Requirement changed = new Requirement(
                "rule",
                "changed",
                List.of(),
                false,
                1,
                null,
                List.of(),
                null,
                true,
                List.of(),
                List.of(),
                Duration.ZERO,
                false);
        assertThat(approval().grants(changed, "text", Story.START)).isFalse();
        assertThat(approval().grants(Story.requirement("other", List.of(), false, 1, Duration.ZERO), "text", end))
                .isFalse();
        ledger.take(story.says("a", REVOKED, SOON, "bea"));
        assertThat(approval().grants(granting, "other text", Story.START)).isFalse();
        assertThat(approval().lets(Story.START)).isFalse();
        assertThat(ledger.take(story.says("a", REVOKED, SOON, "bea"))).isEmpty();
    }

    @Test
    void whatCannotBeReadLetsNothingPass() {
        requested(Story.anyOf(1));
        ledger.take(story.says("a", APPROVED, SOON, "bea"));
        ledger.take(story.unreadable("a"));
        assertThat(ledger.find("a")).isNull();
        assertThat(ledger.take(story.says("a", APPROVED, SOON, "bea"))).isEmpty();
    }

    @Test
    void viewsWithoutEndAreKeptUpToANumberAndDecisionsAfterThemCount() {
        requested(Story.anyOf(1));
        for (int i = 0; i < 500; i++) {
            ledger.take(story.says("a", SEEN, SOON, "bea" + i));
        }
        assertThat(approval().steps()).hasSize(200);
        ledger.take(story.says("a", APPROVED, SOON, "bea"));
        assertThat(label()).isEqualTo("APPROVED");
    }

    @Test
    void nobodyKeepsTheTextsAndWhatIsOverIsForgotten() {
        requested(Story.anyOf(1));
        assertThat(approval().steps()).extracting(ApprovalEvent::getRequest).containsOnlyNulls();
        assertThat(ledger.open()).isEqualTo(1);
        ledger.forgetOver(Story.START.plus(Story.EXPIRE));
        assertThat(ledger.find("a")).isNotNull();
        ledger.take(story.says("a", EXPIRED, LATE, "service"));
        assertThat(ledger.open()).isZero();
        ledger.forgetOver(Story.START.plus(Story.EXPIRE));
        assertThat(ledger.find("a")).isNull();
        assertThat(ledger.of("alice")).isEmpty();
    }

    @Test
    void theSameRequestHeldAtTwoEdgesAtOnceIsOneToDecideOn() {
        requested(Story.anyOf(1, "privacy"));
        ledger.take(story.requested("b", "alice", "request", Story.anyOf(1, "privacy")));
        ledger.take(story.requested("c", "alice", "another", Story.anyOf(1, "privacy")));
        ledger.take(story.requested("d", "bob", "request", Story.anyOf(1, "privacy")));
        assertThat(ledger.twins(approval())).extracting(Approval::id).containsExactly("b");
    }

    private void requested(Requirement... requirements) {
        ledger.take(story.requested("a", "alice", "request", requirements));
    }

    private Approval approval() {
        return Objects.requireNonNull(ledger.find("a"));
    }

    private String label() {
        return approval().state().label();
    }
}
