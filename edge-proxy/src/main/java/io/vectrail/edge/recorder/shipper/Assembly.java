package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.Journal;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.ApprovalEvent;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.event.AvroFile;
import io.vectrail.event.Decision;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the two halves of an exchange together as their entries come by. */
final class Assembly implements AutoCloseable {

    private static final Assembled NOTHING = new Assembled.Nothing();
    private static final Assembled SURPLUS = new Assembled.Surplus();

    private final JournalReader randomAccess;
    private final OpenExchanges open = new OpenExchanges();
    private final EndedLately ended;
    private final Map<Long, AvroBinary.Reader<AuditExchange>> exchanges = new HashMap<>();
    private final Map<Long, AvroBinary.Reader<ExchangeEnd>> ends = new HashMap<>();

    /** @param from where reading begins */
    Assembly(Journal journal, Position from) {
        this.randomAccess = journal.reader(from);
        this.ended = new EndedLately(journal, from);
    }

    /** The oldest entry of an exchange that has not ended; {@code otherwise} when there is none. */
    Position oldestOpen(Position otherwise) {
        return open.oldest(otherwise);
    }

    /**
     * Takes the next entry.
     *
     * @param alreadyPublished an end that only needs to be remembered as such
     * @throws IOException when the journal cannot be read now
     */
    Assembled take(JournalEntry entry, boolean alreadyPublished) throws IOException {
        return switch (entry.kind()) {
            case RECEIVED, FORWARDING -> {
                open.requested(entry.exchange(), entry.position());
                yield NOTHING;
            }
            case HELD -> held(entry, alreadyPublished);
            case REFUSED -> {
                open.ended(entry.exchange());
                boolean second = ended.contains(entry.exchange());
                ended.add(entry.exchange());
                yield alreadyPublished ? NOTHING : second ? SURPLUS : refused(entry);
            }
            case ENDED -> {
                @Nullable String approval = open.heldFor(entry.exchange());
                Position request = open.ended(entry.exchange());
                boolean surplus = request == null && !alreadyPublished && ended.containsEver(entry.exchange());
                ended.add(entry.exchange());
                if (alreadyPublished || surplus) {
                    yield surplus ? SURPLUS : NOTHING;
                }
                yield request == null ? withoutRequest(entry) : whole(request, entry, approval);
            }
        };
    }

    @Override
    public void close() throws IOException {
        randomAccess.close();
    }

    private static Assembled withoutRequest(JournalEntry end) {
        return new Assembled.Damaged(
                "end_without_request", "the journal has the exchange's end and no request of it", List.of(end));
    }

    private Assembled held(JournalEntry entry, boolean alreadyPublished) {
        try {
            ApprovalEvent event =
                    AvroFile.read(ApprovalEvent.class, entry.payload()).getFirst();
            open.held(entry.exchange(), event.getApproval());
            return alreadyPublished ? NOTHING : new Assembled.Held(event);
        } catch (IOException | RuntimeException e) {
            return alreadyPublished ? NOTHING : undecodable(e, List.of(entry));
        }
    }

    private Assembled refused(JournalEntry entry) throws IOException {
        AvroBinary.Reader<AuditExchange> reader = exchanges(entry);
        try {
            return new Assembled.Whole(reader.read(entry.payload()));
        } catch (IOException | RuntimeException e) {
            return undecodable(e, List.of(entry));
        }
    }

    /** @param approval that it waited for; null where it did not */
    private Assembled whole(Position request, JournalEntry last, @Nullable String approval) throws IOException {
        JournalEntry first = randomAccess.at(request);
        if (first == null) {
            // The disk has lost it, before it was first read or since.
            return new Assembled.Damaged(
                    "request_damaged", "the journal's entry at " + request + " is not whole", List.of(last));
        }
        AvroBinary.Reader<AuditExchange> exchangeReader = exchanges(first);
        AvroBinary.Reader<ExchangeEnd> endReader = ends(last);
        try {
            AuditExchange exchange = exchangeReader.read(first.payload());
            ExchangeEnd end = endReader.read(last.payload());
            if (approval != null && first.kind() == EntryKind.RECEIVED) {
                // It ended while it waited, so that nobody has said what was decided.
                exchange.getDecision().setOutcome(Decision.APPROVE);
                exchange.getDecision().setApprovalId(approval);
            }
            return new Assembled.Whole(joined(exchange, end, first.kind() == EntryKind.FORWARDING));
        } catch (IOException | RuntimeException e) {
            return undecodable(e, List.of(first, last));
        }
    }

    private static AuditExchange joined(AuditExchange exchange, ExchangeEnd end, boolean forwarding) {
        exchange.setEndedAt(end.getEndedAt());
        exchange.setUpstreamMicros(end.getUpstreamMicros());
        exchange.setAddedMicros(end.getAddedMicros());
        exchange.setResponse(end.getResponse());
        exchange.setUsage(end.getUsage());
        exchange.setRefusalCode(end.getRefusalCode());
        exchange.setRefusalReason(end.getRefusalReason());
        exchange.setStatus(end.getStatus());
        if (end.getDecision() != null) {
            exchange.setDecision(end.getDecision());
        }
        exchange.setOutcome(end.getOutcome());
        exchange.setForwarded(end.getForwarded());
        exchange.setVectorFindings(end.getVectorFindings());
        exchange.setTargets(end.getTargets());
        if (!forwarding) {
            exchange.setForwardedAt(null);
        }
        return exchange;
    }

    /** The checksum was right, so whoever wrote it meant it; this version cannot read it, and will not at the next try. */
    private static Assembled undecodable(Exception failure, List<JournalEntry> entries) {
        return new Assembled.Damaged(
                "undecodable",
                "not what its segment's schema describes: " + failure.getClass().getSimpleName(),
                entries);
    }

    private AvroBinary.Reader<AuditExchange> exchanges(JournalEntry entry) throws IOException {
        long segment = entry.position().segment();
        AvroBinary.Reader<AuditExchange> known = exchanges.get(segment);
        if (known == null) {
            forgetLongBefore(segment);
            known = new AvroBinary.Reader<>(randomAccess.exchangeSchema(segment), AuditExchange.class);
            exchanges.put(segment, known);
        }
        return known;
    }

    private AvroBinary.Reader<ExchangeEnd> ends(JournalEntry entry) throws IOException {
        long segment = entry.position().segment();
        AvroBinary.Reader<ExchangeEnd> known = ends.get(segment);
        if (known == null) {
            known = new AvroBinary.Reader<>(randomAccess.endSchema(segment), ExchangeEnd.class);
            ends.put(segment, known);
        }
        return known;
    }

    /** Exchanges rarely reach back over more than a few segments. */
    private void forgetLongBefore(long segment) {
        exchanges.keySet().removeIf(number -> number < segment - 8);
        ends.keySet().removeIf(number -> number < segment - 8);
    }
}
