package io.vectrail.replay.search;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a row of an export has, in its order. Names are the API's, where that has the same. Whoever loads files relies on them: add, and rename nothing. */
final class ExportedColumns {

    /** Of each exchange one row. */
    static final List<Column> OF_EXCHANGES = List.of(
            text("id"),
            other("time"),
            other("forwardedAt", "forwarded_at"),
            other("endedAt", "ended_at"),
            text("subject"),
            text("issuer"),
            texts("groups"),
            text("clientId", "client_id"),
            text("authentication"),
            text("address"),
            text("userAgent", "user_agent"),
            text("connection"),
            text("provider"),
            text("operation"),
            text("model"),
            text("session"),
            text("decision", "lower(decision)"),
            text("documentHash", "document_hash"),
            text("approvalId", "approval_id"),
            several(
                    "rules",
                    "arrayMap((rule, action, shadow) -> CAST((rule, lower(action), shadow),"
                            + " 'Tuple(rule String, action String, shadow Bool)'), rule_names, rule_actions, rule_shadows)"),
            text("outcome"),
            text("forwarded"),
            text("refusalCode", "refusal_code"),
            text("refusalReason", "refusal_reason"),
            other("status"),
            other("count"),
            other("upstreamMicros", "upstream_micros"),
            other("addedMicros", "added_micros"),
            other("promptTokens", "prompt_tokens"),
            other("totalTokens", "total_tokens"),
            text("traceId", "trace_id"),
            text("requestMethod", "request_method"),
            text("requestPath", "request_path"),
            pairs("requestQuery", "request_query"),
            pairs("requestHeaders", "request_header"),
            text("requestMediaType", "request_media_type"),
            text("requestEncoding", "request_encoding"),
            other("requestSize", "request_size"),
            text("requestSha256", "lower(hex(request_sha256))"),
            text("requestState", "request_state"),
            other("hasResponse", "has_response"),
            other("responseStatus", "response_status"),
            pairs("responseHeaders", "response_header"),
            text("responseMediaType", "response_media_type"),
            text("responseEncoding", "response_encoding"),
            other("responseSize", "response_size"),
            text("responseSha256", "lower(hex(response_sha256))"),
            text("responseState", "response_state"),
            several(
                    "items",
                    "arrayMap((index, characters, tokens, action) -> CAST((index, characters, tokens, action),"
                            + " 'Tuple(index Int32, characters Int32, tokens Nullable(Int32), action String)'),"
                            + " item_indexes, item_characters, item_tokens, item_actions)"),
            several(
                    "detections",
                    "arrayMap((item, type, start, end, score) -> CAST((item, type, start, end, score),"
                            + " 'Tuple(item Int32, type String, start Int32, end Int32, score Float64)'),"
                            + " detection_items, detection_types, detection_starts, detection_ends, detection_scores)"),
            other("inputs"),
            text("preview"),
            text("edge"),
            text("epoch"),
            other("sequence"),
            text("previousHash", "lower(hex(previous_hash))"),
            text("topic"),
            other("partition"),
            other("offset"));

    /** Of each text one row. */
    static final List<Column> OF_TEXTS = List.of(
            text("exchange"),
            other("time"),
            text("subject"),
            texts("groups"),
            text("connection"),
            text("model"),
            text("decision", "lower(decision)"),
            text("outcome"),
            texts("rules"),
            texts("detections"),
            other("input"),
            text("text"),
            other("dimensions", "toInt32(length(vector))"),
            text("vectorHash", "lower(hex(vector_hash))"),
            new Column("vector", "vector", Kind.VECTOR));

    private ExportedColumns() {}

    private enum Kind {
        TEXT,
        TEXTS,
        SEVERAL,
        VECTOR,
        OTHER
    }

    /** @param sql what it is in terms of the table */
    record Column(String name, String sql, Kind kind) {

        private String whole() {
            return sql + " AS `" + name + "`";
        }

        /** In one cell, where a program for tables takes nothing in it for a formula. */
        private String cell() {
            String cell = switch (kind) {
                case TEXT -> harmless("toString(" + sql + ")");
                case TEXTS -> harmless("arrayStringConcat(arrayMap(one -> toString(one), " + sql + "), ', ')");
                case SEVERAL -> "toJSONString(" + sql + ")";
                case OTHER, VECTOR -> sql;
            };
            return cell + " AS `" + name + "`";
        }
    }

    /** As of the OWASP's page on CSV injection. */
    private static String harmless(String text) {
        return "if(match(" + text + ", '^[=+\\\\-@\\\\t\\\\r\\\\n＝＋－＠]'), concat('\\'', " + text + "), " + text + ")";
    }

    /** As they are, for formats that have lists. */
    static String whole(List<Column> columns) {
        return joined(columns, Column::whole);
    }

    /** Each in a cell; without vectors, which fill none in a way that anybody reads. */
    static String cells(List<Column> columns) {
        return joined(
                columns.stream().filter(column -> column.kind() != Kind.VECTOR).toList(), Column::cell);
    }

    private static String joined(List<Column> columns, Function<Column, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    private static Column text(String name) {
        return text(name, name);
    }

    private static Column text(String name, String sql) {
        return new Column(name, sql, Kind.TEXT);
    }

    private static Column texts(String name) {
        return new Column(name, name, Kind.TEXTS);
    }

    private static Column several(String name, String sql) {
        return new Column(name, sql, Kind.SEVERAL);
    }

    private static Column pairs(String name, String prefix) {
        return several(
                name,
                "arrayMap((name, value) -> CAST((name, value), 'Tuple(name String, value String)'), " + prefix
                        + "_names, " + prefix + "_values)");
    }

    private static Column other(String name) {
        return other(name, name);
    }

    private static Column other(String name, String sql) {
        return new Column(name, sql, Kind.OTHER);
    }
}
