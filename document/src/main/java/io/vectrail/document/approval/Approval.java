package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that waits, or waited, for people.
 *
 * @param id UUIDv7
 * @param steps its life so far, the request's own first, without the texts; those of no consequence are left out beyond a number
 */
public record Approval(String id, Asked asked, State state, List<ApprovalEvent> steps) {

    /** Views and uses may come without end. */
    private static final int MOST_STEPS = 200;

    private static final Duration UNCLOSED = Duration.ofDays(1);

    public Approval {
        steps = List.copyOf(steps);
    }

    /** One that people were just asked for. */
    public static Approval requested(String id, Asked asked) {
        return new Approval(id, asked, new State.Requested(List.of()), List.of());
    }

    static Approval requested(String id, Asked asked, ApprovalEvent event) {
        return new Approval(id, asked, new State.Requested(List.of()), List.of(withoutTexts(event)));
    }

    private static ApprovalEvent withoutTexts(ApprovalEvent event) {
        return new ApprovalEvent(
                event.getId(),
                event.getApproval(),
                event.getAt(),
                event.getKind(),
                event.getActor(),
                event.getActorGroups(),
                event.getReason(),
                event.getExchange(),
                event.getCompleted(),
                event.getWebhook(),
                null);
    }

    /**
     * What it is after another step.
     *
     * @return empty where the step is of no consequence: what it says was not to be decided any more, or not by them
     */
    Optional<Approval> after(ApprovalEvent event) {
        // Edges tell at least once.
        if (steps.stream().anyMatch(step -> step.getId().equals(event.getId()))) {
            return Optional.empty();
        }
        return switch (event.getKind()) {
            case SEEN, NOTIFIED, UNDELIVERED -> noted(event);
            case ESCALATED -> escalates(event.getAt()) ? moved(state, event) : Optional.empty();
            case CONSENTED -> inTime(event) && adds(Consent.of(event)) ? consented(event) : Optional.empty();
            case APPROVED -> inTime(event) ? approved(event) : Optional.empty();
            case REJECTED -> inTime(event) ? rejected(event) : Optional.empty();
            case EXPIRED ->
                state instanceof State.Requested requested && !inTime(event)
                        ? moved(requested.expire(event.getAt()), event)
                        : Optional.empty();
            case REVOKED ->
                state instanceof State.Approved approved
                        ? moved(approved.revoke(Consent.of(event)), event)
                        : Optional.empty();
            case USED ->
                state instanceof State.Approved approved
                        ? moved(approved.use(event.getCompleted()), event)
                        : noted(event);
            case REQUESTED, UNKNOWN -> Optional.empty();
        };
    }

    private boolean inTime(ApprovalEvent event) {
        return event.getAt().isBefore(asked.expires());
    }

    private Optional<Approval> consented(ApprovalEvent event) {
        return state instanceof State.Requested requested
                ? moved(requested.consent(Consent.of(event)), event)
                : Optional.empty();
    }

    private Optional<Approval> approved(ApprovalEvent event) {
        Consent word = Consent.of(event);
        return state instanceof State.Requested requested
                        && asked.eligibility(word) == Eligibility.ELIGIBLE
                        && asked.metBy(requested.with(word))
                ? moved(requested.approve(word), event)
                : Optional.empty();
    }

    private Optional<Approval> rejected(ApprovalEvent event) {
        Consent word = Consent.of(event);
        return state instanceof State.Requested requested && asked.mayReject(word) == Eligibility.ELIGIBLE
                ? moved(requested.reject(word), event)
                : Optional.empty();
    }

    /**
     * Whether a consent adds to those that there are: for a requirement at least it counts, and this person has not consented to that one.
     * Who consented to one policy's may do so to another's later, with a reason, or once it escalates.
     */
    public boolean adds(Consent word) {
        return state instanceof State.Requested requested
                && asked.requirements().stream()
                        .filter(requirement -> counts(requirement, word))
                        .anyMatch(requirement -> requested.consents().stream()
                                .noneMatch(earlier ->
                                        earlier.subject().equals(word.subject()) && counts(requirement, earlier)));
    }

    private boolean counts(Requirement requirement, Consent word) {
        return requirement.eligibility(word, asked.subject()) == Eligibility.ELIGIBLE;
    }

    /** Whether this person's consent would be enough, with those that there are. */
    public boolean metWith(Consent last) {
        return state instanceof State.Requested requested && asked.metBy(requested.with(last));
    }

    /** Whose word makes it approved, where all that is needed has been said and nobody has said so yet. */
    public Optional<Consent> overdue() {
        return state instanceof State.Requested requested && asked.metBy(requested.consents())
                ? requested.consents().stream().max(Comparator.comparing(Consent::at))
                : Optional.empty();
    }

    private Optional<Approval> moved(State next, ApprovalEvent event) {
        return Optional.of(new Approval(id, asked, next, with(event)));
    }

    private Optional<Approval> noted(ApprovalEvent event) {
        return steps.size() < MOST_STEPS ? Optional.of(new Approval(id, asked, state, with(event))) : Optional.empty();
    }

    /** A decision is never left out: whoever made it looks for it. */
    private List<ApprovalEvent> with(ApprovalEvent event) {
        return steps.size() < MOST_STEPS || event.getKind() != ApprovalKind.USED
                ? Stream.concat(steps.stream(), Stream.of(withoutTexts(event))).toList()
                : steps;
    }

    /** Whether further people may decide at that time of whom no step has said so yet. */
    public boolean escalates(Instant now) {
        return state instanceof State.Requested
                && !escalated(escalations().max(Comparator.naturalOrder()).orElse(Instant.MIN), now)
                        .isEmpty();
    }

    /** The requirements of which the latest such step says so: each is told of once. */
    public List<Requirement> escalated() {
        List<Instant> all = escalations().sorted(Comparator.reverseOrder()).toList();
        return all.isEmpty() ? List.of() : escalated(all.size() == 1 ? Instant.MIN : all.get(1), all.getFirst());
    }

    private List<Requirement> escalated(Instant after, Instant upTo) {
        return asked.requirements().stream()
                .filter(requirement -> requirement.escalatesAt() != null
                        && requirement.escalatesAt().isAfter(after)
                        && !upTo.isBefore(requirement.escalatesAt()))
                .toList();
    }

    private Stream<Instant> escalations() {
        return steps.stream()
                .filter(step -> step.getKind() == ApprovalKind.ESCALATED)
                .map(ApprovalEvent::getAt);
    }

    /** Whether a step of this kind was taken. */
    public boolean has(ApprovalKind kind) {
        return steps.stream().anyMatch(step -> step.getKind() == kind);
    }

    /** Whether it can be decided on at that time. */
    public boolean open(Instant now) {
        return state instanceof State.Requested && now.isBefore(asked.expires());
    }

    /** Whether the request itself goes on by it at that time: it was approved, and no exchange that went on by it was answered yet. */
    public boolean lets(Instant now) {
        return state instanceof State.Approved approved && !approved.used() && now.isBefore(asked.expires());
    }

    /** Whether it lets this caller's further requests go on at that time, as far as this one requirement goes. */
    public boolean grants(Requirement needed, String request, Instant now) {
        return state instanceof State.Approved approved
                && asked.requirements().stream()
                        .anyMatch(requirement -> requirement.isOf(needed)
                                // Without a grant nothing is granted, whatever the clocks of two machines say.
                                && requirement.grant().isPositive()
                                && now.isBefore(approved.at().plus(requirement.grant()))
                                && (!requirement.sameText() || asked.request().equals(request)));
    }

    /** When its last grant ends, or would; the time of the decision where it has none, and of the request where it was not approved. */
    public Instant grantEnds() {
        return state instanceof State.Approved approved
                ? approved.at()
                        .plus(asked.requirements().stream()
                                .map(Requirement::grant)
                                .max(Comparator.naturalOrder())
                                .orElse(Duration.ZERO))
                : asked.at();
    }

    /** Whether nobody needs to know of it any more to decide on requests; one that nobody closes is forgotten a while later. */
    boolean over(Instant now) {
        Instant end = state instanceof State.Requested ? asked.expires().plus(UNCLOSED) : asked.expires();
        return !now.isBefore(end) && !now.isBefore(grantEnds());
    }
}
