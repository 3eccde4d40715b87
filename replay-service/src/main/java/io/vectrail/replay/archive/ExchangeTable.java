package io.vectrail.replay.archive;

import static io.vectrail.replay.archive.Table.column;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.Detection;
import io.vectrail.event.Field;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RecordedItem;
import io.vectrail.event.RecordedMedia;
import io.vectrail.event.RecordedResponse;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.RuleMatch;
import io.vectrail.event.Usage;
import io.vectrail.replay.archive.Table.Column;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of what is known of an exchange, without its bodies and texts. */
final class ExchangeTable {

    /** Characters of the first text that a list shows. */
    static final int PREVIEW_CHARACTERS = 160;

    static final Table<StoredExchange> TABLE = new Table<>(
            "exchanges", columns(), row -> Table.monthOf(row.exchange().getReceivedAt()));

    private static final RecordedBody NO_BODY = RecordedBody.newBuilder().build();

    private ExchangeTable() {}

    private static List<Column<StoredExchange>> columns() {
        List<Column<StoredExchange>> columns = new ArrayList<>();
        chain(columns);
        caller(columns);
        decision(columns);
        outcome(columns);
        request(columns);
        response(columns);
        items(columns);
        media(columns);
        vectors(columns);
        columns.add(column("inputs", (out, row) -> out.number(inputs(row))));
        columns.add(column("preview", (out, row) -> out.text(preview(row))));
        columns.addAll(Table.origin(StoredExchange::origin));
        return columns;
    }

    private static void chain(List<Column<StoredExchange>> columns) {
        columns.add(of("id", (out, e) -> out.text(e.getId())));
        columns.add(of("time", (out, e) -> out.time(e.getReceivedAt())));
        columns.add(of("forwarded_at", (out, e) -> out.optionalTime(e.getForwardedAt())));
        columns.add(of("ended_at", (out, e) -> out.optionalTime(e.getEndedAt())));
        columns.add(of("edge", (out, e) -> out.text(e.getEdge())));
        columns.add(of("epoch", (out, e) -> out.text(e.getEpoch())));
        columns.add(of("sequence", (out, e) -> out.longNumber(e.getSequence())));
        columns.add(of("previous_hash", (out, e) -> out.bytes(bytes(e.getPreviousHash()))));
    }

    private static void caller(List<Column<StoredExchange>> columns) {
        columns.add(of("subject", (out, e) -> out.text(e.getCaller().getSubject())));
        columns.add(of("issuer", (out, e) -> out.optionalText(e.getCaller().getIssuer())));
        columns.add(of("groups", (out, e) -> out.array(e.getCaller().getGroups(), out::text)));
        columns.add(of("client_id", (out, e) -> out.optionalText(e.getCaller().getClientId())));
        columns.add(of("authentication", (out, e) -> out.text(name(e.getCaller().getAuthentication()))));
        columns.add(of("address", (out, e) -> out.text(e.getCaller().getAddress())));
        columns.add(of("user_agent", (out, e) -> out.optionalText(e.getCaller().getUserAgent())));
        columns.add(of("connection", (out, e) -> out.text(e.getConnection())));
        columns.add(of("provider", (out, e) -> out.text(e.getProvider())));
        columns.add(of("operation", (out, e) -> out.text(e.getOperation())));
        columns.add(of("model", (out, e) -> out.text(e.getModel())));
        columns.add(of("session", (out, e) -> out.optionalText(e.getSession())));
    }

    private static void decision(List<Column<StoredExchange>> columns) {
        columns.add(of("decision", (out, e) -> out.text(name(e.getDecision().getOutcome()))));
        columns.add(of("document_hash", (out, e) -> out.text(e.getDecision().getDocumentHash())));
        columns.add(
                of("approval_id", (out, e) -> out.optionalText(e.getDecision().getApprovalId())));
        columns.add(rules("rule_names", (out, rule) -> out.text(rule.getRule())));
        columns.add(rules("rule_actions", (out, rule) -> out.text(name(rule.getAction()))));
        columns.add(rules("rule_shadows", (out, rule) -> out.flag(rule.getShadow())));
        columns.add(rules("rule_errors", (out, rule) -> out.optionalText(rule.getError())));
        columns.add(rules("rule_items", (out, rule) -> out.numbers(rule.getItems(), Integer::intValue)));
        columns.add(
                of("trial_hash", (out, e) -> out.optionalText(e.getDecision().getTrialHash())));
        columns.add(rules("rule_trials", (out, rule) -> out.flag(rule.getTrial())));
        columns.add(rules(
                "rule_detection_types",
                (out, rule) -> out.array(rule.getDetections(), found -> out.text(found.getType()))));
        columns.add(rules(
                "rule_detection_counts", (out, rule) -> out.numbers(rule.getDetections(), RuleDetection::getCount)));
    }

    private static void outcome(List<Column<StoredExchange>> columns) {
        columns.add(of("outcome", (out, e) -> out.text(name(e.getOutcome()))));
        columns.add(of("forwarded", (out, e) -> out.text(name(e.getForwarded()))));
        columns.add(of("refusal_code", (out, e) -> out.optionalText(e.getRefusalCode())));
        columns.add(of("refusal_reason", (out, e) -> out.optionalText(e.getRefusalReason())));
        columns.add(of("status", (out, e) -> out.number(e.getStatus())));
        columns.add(of("count", (out, e) -> out.number(e.getCount())));
        columns.add(of("upstream_micros", (out, e) -> out.optionalNumber(e.getUpstreamMicros())));
        columns.add(of("added_micros", (out, e) -> out.optionalNumber(e.getAddedMicros())));
        columns.add(of("has_usage", (out, e) -> out.flag(e.getUsage() != null)));
        columns.add(of("prompt_tokens", (out, e) -> out.optionalNumber(tokens(e, Usage::getPromptTokens))));
        columns.add(of("total_tokens", (out, e) -> out.optionalNumber(tokens(e, Usage::getTotalTokens))));
        columns.add(of("trace_id", (out, e) -> out.optionalText(e.getTraceId())));
    }

    private static void request(List<Column<StoredExchange>> columns) {
        columns.add(of("request_method", (out, e) -> out.text(e.getRequest().getMethod())));
        columns.add(of("request_path", (out, e) -> out.text(e.getRequest().getPath())));
        fields(columns, "request_query", e -> e.getRequest().getQuery());
        fields(columns, "request_header", e -> e.getRequest().getHeaders());
        body(columns, "request", e -> e.getRequest().getBody());
    }

    private static void response(List<Column<StoredExchange>> columns) {
        columns.add(of("has_response", (out, e) -> out.flag(e.getResponse() != null)));
        columns.add(of(
                "response_status",
                (out, e) ->
                        out.number(e.getResponse() == null ? 0 : e.getResponse().getStatus())));
        fields(
                columns,
                "response_header",
                e -> e.getResponse() == null ? List.of() : e.getResponse().getHeaders());
        body(columns, "response", e -> responseBody(e.getResponse()));
    }

    private static void items(List<Column<StoredExchange>> columns) {
        columns.add(of("item_indexes", (out, e) -> out.numbers(e.getItems(), RecordedItem::getIndex)));
        columns.add(of("item_characters", (out, e) -> out.numbers(e.getItems(), RecordedItem::getCharacters)));
        columns.add(of("item_tokens", (out, e) -> out.array(e.getItems(), i -> out.optionalInt(i.getTokens()))));
        columns.add(of("item_actions", (out, e) -> out.array(e.getItems(), i -> out.text(name(i.getAction())))));
        columns.add(of("detection_items", (out, e) -> out.numbers(found(e), Found::item)));
        columns.add(of(
                "detection_types",
                (out, e) -> out.array(found(e), f -> out.text(f.detection().getType()))));
        columns.add(of(
                "detection_starts",
                (out, e) -> out.numbers(found(e), f -> f.detection().getStart())));
        columns.add(of(
                "detection_ends",
                (out, e) -> out.numbers(found(e), f -> f.detection().getEnd())));
        columns.add(of(
                "detection_scores",
                (out, e) -> out.doubles(found(e), f -> f.detection().getScore())));
    }

    private static void media(List<Column<StoredExchange>> columns) {
        columns.add(of("media_items", (out, e) -> out.numbers(media(e), Medium::item)));
        columns.add(of(
                "media_types",
                (out, e) -> out.array(media(e), m -> out.text(m.medium().getMediaType()))));
        columns.add(of(
                "media_sizes",
                (out, e) -> out.array(media(e), m -> out.longNumber(m.medium().getSize()))));
        columns.add(of(
                "media_sha256",
                (out, e) -> out.array(media(e), m -> out.bytes(bytes(m.medium().getSha256())))));
    }

    private static void vectors(List<Column<StoredExchange>> columns) {
        columns.add(of("fault_names", (out, e) -> out.array(e.getVectorFindings(), f -> out.text(name(f.getFault())))));
        columns.add(of(
                "fault_items",
                (out, e) -> out.array(e.getVectorFindings(), f -> out.numbers(f.getItems(), Integer::intValue))));
        columns.add(of("targets", (out, e) -> out.array(e.getTargets(), out::text)));
        fields(columns, "codec", AuditExchange::getCodecSettings);
    }

    private static void fields(
            List<Column<StoredExchange>> columns, String prefix, Function<AuditExchange, List<Field>> fields) {
        columns.add(of(prefix + "_names", (out, e) -> out.array(fields.apply(e), f -> out.text(f.getName()))));
        columns.add(of(prefix + "_values", (out, e) -> out.array(fields.apply(e), f -> out.text(f.getValue()))));
    }

    private static void body(
            List<Column<StoredExchange>> columns, String prefix, Function<AuditExchange, RecordedBody> body) {
        columns.add(of(
                prefix + "_media_type",
                (out, e) -> out.optionalText(body.apply(e).getMediaType())));
        columns.add(of(
                prefix + "_encoding", (out, e) -> out.optionalText(body.apply(e).getContentEncoding())));
        columns.add(
                of(prefix + "_size", (out, e) -> out.longNumber(body.apply(e).getSize())));
        columns.add(
                of(prefix + "_sha256", (out, e) -> out.bytes(bytes(body.apply(e).getSha256()))));
        columns.add(
                of(prefix + "_state", (out, e) -> out.text(name(body.apply(e).getState()))));
        columns.add(of(prefix + "_parts", (out, e) -> out.number(parts(body.apply(e)))));
    }

    /** Rows of the table of bodies that hold this one. */
    static int parts(RecordedBody body) {
        return body.getContent() != null ? 1 : body.getChunks();
    }

    private static RecordedBody responseBody(@Nullable RecordedResponse response) {
        return response == null ? NO_BODY : response.getBody();
    }

    /** How many texts and the like it has. */
    static int inputs(StoredExchange row) {
        return Math.max(row.exchange().getItems().size(), row.inputs().size());
    }

    /** First characters of its first text. */
    static String preview(StoredExchange row) {
        // An image may come before the first text.
        String text = row.inputs().stream()
                .map(StoredExchange.Input::text)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        if (text.length() <= PREVIEW_CHARACTERS) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(PREVIEW_CHARACTERS - 1));
        return text.substring(0, splits ? PREVIEW_CHARACTERS - 1 : PREVIEW_CHARACTERS);
    }

    /** Types of what was found in it, each once. */
    static List<String> detectionTypes(AuditExchange exchange) {
        return found(exchange).stream()
                .map(one -> one.detection().getType())
                .distinct()
                .toList();
    }

    private record Medium(int item, RecordedMedia medium) {}

    private static List<Medium> media(AuditExchange exchange) {
        return exchange.getItems().stream()
                .flatMap(item -> item.getMedia().stream().map(medium -> new Medium(item.getIndex(), medium)))
                .toList();
    }

    private record Found(int item, Detection detection) {}

    private static List<Found> found(AuditExchange exchange) {
        return exchange.getItems().stream()
                .flatMap(item -> item.getDetections().stream().map(d -> new Found(item.getIndex(), d)))
                .toList();
    }

    private static @Nullable Long tokens(AuditExchange exchange, Function<Usage, @Nullable Long> count) {
        return exchange.getUsage() == null ? null : count.apply(exchange.getUsage());
    }

    private static Column<StoredExchange> of(String name, BiConsumer<ColumnWriter, AuditExchange> value) {
        return column(name, (out, row) -> value.accept(out, row.exchange()));
    }

    private static Column<StoredExchange> rules(String name, BiConsumer<ColumnWriter, RuleMatch> value) {
        return of(name, (out, e) -> out.array(e.getDecision().getRules(), rule -> value.accept(out, rule)));
    }

    private static String name(Enum<?> symbol) {
        return symbol.name();
    }

    /** What is left of the buffer; where that is all of its array, the array itself, which nobody changes. */
    static byte[] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return new byte[0];
        }
        if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.remaining() == buffer.array().length) {
            return buffer.array();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
