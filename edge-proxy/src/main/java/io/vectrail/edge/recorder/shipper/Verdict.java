package io.vectrail.edge.recorder.shipper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of Kafka's means for what was being sent. Whatever is not listed passes by itself: it is lag, and is
 * tried again.
 */
enum Verdict {
    TOO_LARGE(
            Scope.RECORD,
            "larger than the topic or the client lets through",
            "raise max.message.bytes of vectrail.exchanges and vectrail.payloads to 1048588 or more, and take kafka.max.request.size"
                    + " out of the edge's configuration"),
    INVALID_RECORD(
            Scope.RECORD,
            "the broker calls the record invalid",
            "look for its reason in the broker's log and undo the topic's setting that refuses it"),
    UNSERIALIZABLE(
            Scope.RECORD,
            "the client could not serialize the record",
            "undo the setting under kafka: in the edge's configuration that changes serialization"),
    INVALID_TOPIC(
            Scope.ALL,
            "the topic's name or its settings are not accepted",
            "undo the setting that forbids the topics vectrail.*, or create them"),
    NOT_AUTHORIZED(
            Scope.ALL,
            "the edge's Kafka user may not do this",
            "give it DESCRIBE, WRITE and READ on the topics vectrail.* and WRITE on the transactional id vectrail-edge-*"),
    NOT_AUTHENTICATED(
            Scope.ALL,
            "Kafka does not accept the edge's credentials",
            "mend the sasl and ssl settings under kafka: in the edge's configuration"),
    CLOCKS_DIFFER(
            Scope.ALL,
            "the broker does not accept the records' timestamps",
            "set the clocks of edge and brokers, or the topics' message.timestamp.after.max.ms"),
    FENCED(
            Scope.ALL,
            "another producer uses this edge's transactional id",
            "give each edge a name of its own; two edges named alike stop each other"),
    TOO_SLOW(
            Scope.ALL,
            "this machine or the broker stood still, or the way between them is too slow for what goes over it at once",
            "where it comes again, mend that, or raise transaction.timeout.ms and delivery.timeout.ms under kafka: in the edge's configuration"),
    PASSING(Scope.NONE, "", "");

    /** Whom a refusal concerns. */
    enum Scope {
        /** This record alone, for good: it is set aside and the rest goes on. */
        RECORD,
        /** All alike: they wait in the journal until somebody mends it. */
        ALL,
        /** Nobody: trying again helps. */
        NONE
    }

    private static final int DEEPEST_CAUSE = 10;

    private final Scope scope;
    private final String meaning;
    private final String remedy;

    Verdict(Scope scope, String meaning, String remedy) {
        this.scope = scope;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    Scope scope() {
        return scope;
    }

    /** What is wrong, for the operator. */
    String meaning() {
        return meaning;
    }

    /** What the operator can do about it. */
    String remedy() {
        return remedy;
    }

    /** Its name in meters. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first cause that says something; PASSING when none does. */
    static Verdict of(@Nullable Throwable failure) {
        return causes(failure).stream()
                .map(Verdict::single)
                .filter(verdict -> verdict != PASSING)
                .findFirst()
                .orElse(PASSING);
    }

    /** Whether the transaction was ended by another than the client, be it another producer or the broker's patience. */
    static boolean isNoLongerOurs(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof ProducerFencedException
                        || cause instanceof InvalidProducerEpochException
                        || cause instanceof InvalidTxnStateException);
    }

    /** The verdict of this name; PASSING for one that this version does not know. */
    static Verdict named(String name) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.name().equals(name))
                .findFirst()
                .orElse(PASSING);
    }

    /** A failure in one line, for a log or the health page: what Kafka said, without the wrappings around it. */
    static String words(@Nullable Throwable failure) {
        Throwable told = causes(failure).stream()
                .filter(cause -> !(cause instanceof ExecutionException))
                .reduce((outer, inner) -> inner)
                .orElse(failure);
        return told == null ? "unknown" : told.getClass().getSimpleName() + ": " + told.getMessage();
    }

    private static Verdict single(Throwable failure) {
        return switch (failure) {
            case RecordTooLargeException e -> TOO_LARGE;
            case RecordBatchTooLargeException e -> TOO_LARGE;
            case InvalidTimestampException e -> CLOCKS_DIFFER;
            case org.apache.kafka.common.InvalidRecordException e -> INVALID_RECORD;
            case PolicyViolationException e -> INVALID_RECORD;
            case UnsupportedForMessageFormatException e -> INVALID_RECORD;
            case SerializationException e -> UNSERIALIZABLE;
            case InvalidTopicException e -> INVALID_TOPIC;
            case AuthorizationException e -> NOT_AUTHORIZED;
            case AuthenticationException e -> NOT_AUTHENTICATED;
            case SlowTransactionException e -> TOO_SLOW;
            case ProducerFencedException e -> FENCED;
            case ForeignPositionException e -> FENCED;
            default -> PASSING;
        };
    }

    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = failure; next != null && causes.size() < DEEPEST_CAUSE; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }
}
