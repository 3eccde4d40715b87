package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.EntryKind;
import io.vectrail.edge.recorder.journal.JournalEntry;
import io.vectrail.edge.recorder.journal.JournalReader;
import io.vectrail.edge.recorder.journal.Position;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.AvroBinary;
import io.vectrail.journal.ExchangeEnd;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the two halves of an exchange together as their entries come by. */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final JournalReader randomAccess;
    private final OpenExchanges open = new OpenExchanges();
    private final Map<Long, Schema> exchangeSchemas = new HashMap<>();
    private final Map<Long, Schema> endSchemas = new HashMap<>();

    Assembly(JournalReader randomAccess) {
        this.randomAccess = randomAccess;
    }

    OpenExchanges open() {
        return open;
    }

    /**
     * Takes the next entry.
     *
     * @param alreadyPublished an end that only needs to be remembered as such
     * @return the whole exchange when this entry ends it
     */
    @Nullable
    AuditExchange take(JournalEntry entry, boolean alreadyPublished) throws IOException {
        return switch (entry.kind()) {
            case RECEIVED, FORWARDING -> {
                open.requested(entry.exchange(), entry.position());
                yield null;
            }
            case REFUSED -> {
                open.ended(entry.exchange());
                yield alreadyPublished ? null : exchange(entry);
            }
            case ENDED -> {
                Position request = open.ended(entry.exchange());
                yield alreadyPublished ? null : whole(request, entry);
            }
        };
    }

    private @Nullable AuditExchange whole(@Nullable Position request, JournalEntry entry) throws IOException {
        if (request == null) {
            // Only a damaged journal has an end without its request, and one exchange must not hold up all others.
            LOG.error("exchange {} ends at {} in the journal without a request", entry.exchange(), entry.position());
            return null;
        }
        JournalEntry first = randomAccess.at(request);
        AuditExchange exchange = exchange(first);
        ExchangeEnd end = AvroBinary.read(entry.payload(), endSchema(entry), ExchangeEnd.class);
        exchange.setEndedAt(end.getEndedAt());
        exchange.setUpstreamMicros(end.getUpstreamMicros());
        exchange.setAddedMicros(end.getAddedMicros());
        exchange.setResponse(end.getResponse());
        exchange.setUsage(end.getUsage());
        exchange.setRefusalCode(end.getRefusalCode());
        exchange.setStatus(end.getStatus());
        if (end.getDecision() != null) {
            exchange.setDecision(end.getDecision());
        }
        exchange.setOutcome(end.getOutcome());
        exchange.setForwarded(end.getForwarded());
        if (first.kind() == EntryKind.RECEIVED) {
            exchange.setForwardedAt(null);
        }
        return exchange;
    }

    private AuditExchange exchange(JournalEntry entry) throws IOException {
        return AvroBinary.read(entry.payload(), exchangeSchema(entry), AuditExchange.class);
    }

    private Schema exchangeSchema(JournalEntry entry) throws IOException {
        long segment = entry.position().segment();
        Schema known = exchangeSchemas.get(segment);
        if (known == null) {
            forgetAllBut(segment);
            known = randomAccess.exchangeSchema(segment);
            exchangeSchemas.put(segment, known);
        }
        return known;
    }

    private Schema endSchema(JournalEntry entry) throws IOException {
        long segment = entry.position().segment();
        Schema known = endSchemas.get(segment);
        if (known == null) {
            known = randomAccess.endSchema(segment);
            endSchemas.put(segment, known);
        }
        return known;
    }

    /** Exchanges rarely reach back over more than a few segments. */
    private void forgetAllBut(long segment) {
        exchangeSchemas.keySet().removeIf(number -> number < segment - 8);
        endSchemas.keySet().removeIf(number -> number < segment - 8);
    }
}
