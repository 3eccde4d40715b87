package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.ApprovalKind;
import io.vectrail.event.ApprovalRequest;
import io.vectrail.event.ApprovalRequirement;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.AvroFile;
import io.vectrail.event.BodyState;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import io.vectrail.event.PolicyDecision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedCaller;
import io.vectrail.event.RecordedRequest;
import io.vectrail.event.RecordedResponse;
import io.vectrail.journal.ExchangeEnd;
import io.vectrail.runtime.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Writes what the recorder would write of an exchange. */
final class Entries {

    static {
        // Builders look classes up by name, which Avro lets them once this class has said which.
        try {
            MethodHandles.lookup().ensureInitialized(AvroBinary.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Journal journal;
    private final String edge;

    Entries(Journal journal, String edge) {
        this.journal = journal;
        this.edge = edge;
    }

    void received(UUID id, String subject) {
        append(EntryKind.RECEIVED, id, AvroBinary.write(exchange(id, subject, new byte[0]), 512));
    }

    void forwarding(UUID id, String subject, byte[] request) {
        append(EntryKind.FORWARDING, id, AvroBinary.write(exchange(id, subject, request), 512));
    }

    void ended(UUID id, byte[] response) {
        append(EntryKind.ENDED, id, AvroBinary.write(end(id, response), 512));
    }

    /** The edge stopped before it was forwarded. */
    void interrupted(UUID id) {
        ExchangeEnd end = end(id, new byte[0]);
        end.setOutcome(Outcome.INTERRUPTED);
        end.setForwarded(Forwarded.NO);
        end.setResponse(null);
        append(EntryKind.ENDED, id, AvroBinary.write(end, 512));
    }

    void refused(UUID id, String subject) {
        AuditExchange refused = exchange(id, subject, new byte[0]);
        refused.setOutcome(Outcome.REFUSED);
        refused.setEndedAt(Instant.now());
        append(EntryKind.REFUSED, id, AvroBinary.write(refused, 512));
    }

    /** Its caller waits for people. */
    void held(UUID id, String approval, String subject, byte[] request) {
        ApprovalEvent event = ApprovalEvent.newBuilder()
                .setId(approval)
                .setApproval(approval)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setKind(ApprovalKind.REQUESTED)
                .setActor(subject)
                .setExchange(id.toString())
                .setRequest(ApprovalRequest.newBuilder()
                        .setRequestHash("hash")
                        .setExpiresAt(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS))
                        .setRequirements(List.of(
                                ApprovalRequirement.newBuilder().setRule("rule").build()))
                        .setExchange(exchange(id, subject, request))
                        .build())
                .build();
        try {
            append(EntryKind.HELD, id, AvroFile.write(ApprovalEvent.class, List.of(event)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It went on by an approval. */
    void forwarding(UUID id, String approval, String subject, byte[] request) {
        AuditExchange exchange = exchange(id, subject, request);
        exchange.getDecision().setApprovalId(approval);
        append(EntryKind.FORWARDING, id, AvroBinary.write(exchange, 512));
    }

    /** A whole exchange. */
    UUID whole(String subject, byte[] request, byte[] response) {
        return whole(UUID.randomUUID(), subject, request, response);
    }

    UUID whole(UUID id, String subject, byte[] request, byte[] response) {
        forwarding(id, subject, request);
        ended(id, response);
        return id;
    }

    void append(EntryKind kind, UUID id, byte[] payload) {
        journal.append(kind, id, payload).join();
    }

    private AuditExchange exchange(UUID id, String subject, byte[] request) {
        return AuditExchange.newBuilder()
                .setId(id.toString())
                .setEdge(edge)
                .setReceivedAt(Instant.now())
                .setCaller(RecordedCaller.newBuilder().setSubject(subject).build())
                .setRequest(RecordedRequest.newBuilder()
                        .setMethod("POST")
                        .setPath("/v1/embeddings")
                        .setBody(body(request))
                        .build())
                .setDecision(PolicyDecision.newBuilder().build())
                .build();
    }

    private static ExchangeEnd end(UUID id, byte[] response) {
        return ExchangeEnd.newBuilder()
                .setId(id.toString())
                .setEndedAt(Instant.now())
                .setOutcome(Outcome.COMPLETED)
                .setForwarded(Forwarded.YES)
                .setStatus(200)
                .setResponse(new RecordedResponse(200, List.of(), body(response)))
                .build();
    }

    private static RecordedBody body(byte[] bytes) {
        return RecordedBody.newBuilder()
                .setState(BodyState.VERBATIM)
                .setSize(bytes.length)
                .setSha256(ByteBuffer.wrap(Sha256.of(bytes)))
                .setContent(ByteBuffer.wrap(bytes))
                .build();
    }
}
