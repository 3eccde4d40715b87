package io.vectrail.replay.archive;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.event.AuditExchange;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an exchange, beside its time and id, as it stands in the column {@code shown} of each of its texts: an array of JSON in
 * this order, which rows of before keep.
 *
 * @param decision the record's symbol
 * @param outcome the record's symbol
 * @param inputs number of its texts
 * @param session the name that the caller gave
 * @param preview first characters of its first text
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"subject", "connection", "model", "decision", "outcome", "status", "inputs", "session", "preview"})
public record ShownExchange(
        String subject,
        String connection,
        String model,
        String decision,
        String outcome,
        int status,
        int inputs,
        @Nullable String session,
        String preview) {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    static ShownExchange of(StoredExchange stored) {
        AuditExchange exchange = stored.exchange();
        return new ShownExchange(
                exchange.getCaller().getSubject(),
                exchange.getConnection(),
                exchange.getModel(),
                exchange.getDecision().getOutcome().name(),
                exchange.getOutcome().name(),
                exchange.getStatus(),
                ExchangeTable.inputs(stored),
                exchange.getSession(),
                ExchangeTable.preview(stored));
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    /** @throws IllegalStateException when it is none */
    public static ShownExchange read(String json) {
        try {
            return MAPPER.readValue(json, ShownExchange.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column shown of a text is not what this service writes", e);
        }
    }
}
