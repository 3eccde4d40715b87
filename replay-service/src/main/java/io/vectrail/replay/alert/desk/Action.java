package io.vectrail.replay.alert.desk;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vectrail.event.AccessAction;
import io.vectrail.event.AccessEvent;
import io.vectrail.event.CaseEvent;
import io.vectrail.event.CaseKind;
import io.vectrail.event.Field;
import io.vectrail.event.Verdict;
import io.vectrail.replay.alert.Case;
import io.vectrail.replay.publish.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does with an alert.
 *
 * @param alert which, by its id
 * @param actor who
 */
public record Action(String alert, Kind kind, Actor actor) {

    /** Longest reason, in characters. */
    public static final int MOST_REASON_CHARACTERS = 500;

    /** What can be done. */
    public sealed interface Kind {

        /** Somebody has seen it and is at it. */
        record Acknowledge() implements Kind {}

        /** It is somebody's from now on. */
        record Assign(String assignee) implements Kind {

            public Assign {
                if (assignee.isBlank() || assignee.length() > Case.MOST_ASSIGNEE) {
                    throw new IllegalArgumentException("an assignee has 1 to " + Case.MOST_ASSIGNEE + " characters");
                }
            }
        }

        /** It is done with. */
        record Close(Verdict verdict, String reason) implements Kind {

            public Close {
                checkReason(reason);
            }
        }

        /** It is not done with after all. */
        record Reopen(String reason) implements Kind {

            public Reopen {
                checkReason(reason);
            }
        }
    }

    private static void checkReason(String reason) {
        if (reason.isBlank() || reason.length() > MOST_REASON_CHARACTERS) {
            throw new IllegalArgumentException("a reason has 1 to " + MOST_REASON_CHARACTERS + " characters");
        }
    }

    /** The step that it is. */
    CaseEvent step(Instant at) {
        CaseEvent.Builder step = CaseEvent.newBuilder()
                .setId(UuidCreator.getTimeOrderedEpoch().toString())
                .setAlert(alert)
                .setAt(at)
                .setActor(actor.subject());
        return switch (kind) {
            case Kind.Acknowledge _ -> step.setKind(CaseKind.ACKNOWLEDGED).build();
            case Kind.Assign assign ->
                step.setKind(CaseKind.ASSIGNED).setAssignee(assign.assignee()).build();
            case Kind.Close close ->
                step.setKind(CaseKind.CLOSED)
                        .setVerdict(close.verdict())
                        .setReason(close.reason())
                        .build();
            case Kind.Reopen reopen ->
                step.setKind(CaseKind.REOPENED).setReason(reopen.reason()).build();
        };
    }

    /** Who does what, for the accesses. */
    AccessEvent access(CaseEvent step) {
        List<Field> details = new ArrayList<>();
        details.add(new Field("action", word()));
        add(details, "assignee", step.getAssignee());
        add(
                details,
                "verdict",
                step.getVerdict() == null ? null : step.getVerdict().name());
        add(details, "reason", step.getReason().isEmpty() ? null : step.getReason());
        details.addAll(actor.details());
        return new AccessEvent(
                UuidCreator.getTimeOrderedEpoch().toString(),
                step.getAt(),
                actor.subject(),
                actor.address(),
                AccessAction.CHANGE,
                "alerts/" + alert,
                details);
    }

    private String word() {
        return switch (kind) {
            case Kind.Acknowledge _ -> "acknowledge";
            case Kind.Assign _ -> "assign";
            case Kind.Close _ -> "close";
            case Kind.Reopen _ -> "reopen";
        };
    }

    private static void add(List<Field> details, String name, @Nullable String value) {
        if (value != null) {
            details.add(new Field(name, value));
        }
    }
}
