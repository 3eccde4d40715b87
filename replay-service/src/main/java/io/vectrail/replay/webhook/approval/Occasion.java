package io.vectrail.replay.webhook.approval;

import io.vectrail.document.approval.Approval;
import io.vectrail.document.approval.Requirement;
import io.vectrail.event.ApprovalKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What webhooks are told of: nothing else, and not that they were told. */
enum Occasion {
    REQUESTED("A request waits for approval"),
    ESCALATED("A request still waits for approval, and further people may decide"),
    APPROVED("A request was approved"),
    REJECTED("A request was rejected"),
    EXPIRED("A request was decided on by nobody in time");

    private final String title;

    Occasion(String title) {
        this.title = title;
    }

    static @Nullable Occasion of(ApprovalKind kind) {
        return switch (kind) {
            case REQUESTED -> REQUESTED;
            case ESCALATED -> ESCALATED;
            case APPROVED -> APPROVED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
            case UNKNOWN, SEEN, CONSENTED, REVOKED, USED, NOTIFIED, UNDELIVERED -> null;
        };
    }

    String title() {
        return title;
    }

    /** For programs and records. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody is asked to decide. */
    boolean asks() {
        return this == REQUESTED || this == ESCALATED;
    }

    /** Who is told, by name. Whoever was asked to decide hears what became of it. */
    List<String> webhooks(Approval approval) {
        Stream<String> first = approval.asked().requirements().stream()
                .map(Requirement::webhooks)
                .flatMap(List::stream);
        Stream<String> further = approval.asked().requirements().stream()
                .map(Requirement::escalationWebhooks)
                .flatMap(List::stream);
        Stream<String> told = switch (this) {
            case REQUESTED -> first;
            case ESCALATED ->
                approval.escalated().stream()
                        .map(Requirement::escalationWebhooks)
                        .flatMap(List::stream);
            case APPROVED, REJECTED, EXPIRED ->
                approval.has(ApprovalKind.ESCALATED) ? Stream.concat(first, further) : first;
        };
        return told.distinct().toList();
    }
}
