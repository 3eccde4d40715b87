package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Items of the API's lists as rows for a terminal. */
final class ExchangeTable {
    private static final int PREVIEW = 60;

    private ExchangeTable() {}

    static String exchanges(JsonNode items) {
        Table table = new Table(
                "TIME", "SUBJECT", "CONNECTION", "MODEL", "DECISION", "OUTCOME", "RISK", "INPUTS", "PREVIEW", "ID");
        for (JsonNode item : items) {
            table.row(
                    cell(item, "time"),
                    cell(item, "subject"),
                    cell(item, "connection"),
                    cell(item, "model"),
                    cell(item, "decision"),
                    cell(item, "outcome"),
                    cell(item, "risk"),
                    cell(item, "inputs"),
                    VisibleText.cell(item.path("preview").asText(""), PREVIEW),
                    cell(item, "id"));
        }
        return table.toString();
    }

    /** One of them, where those that follow are not known yet and so neither is how wide a column will be. */
    static String line(JsonNode item) {
        return "%s  %-16s  %-12s  %-24s  %-8s  %s  %s"
                .formatted(
                        cell(item, "time"),
                        cell(item, "subject"),
                        cell(item, "connection"),
                        cell(item, "model"),
                        cell(item, "decision"),
                        VisibleText.cell(item.path("preview").asText(""), PREVIEW),
                        cell(item, "id"));
    }

    /** Vectors, the nearest first. */
    static String neighbours(JsonNode items) {
        Table table = new Table("COSINE", "TIME", "SUBJECT", "MODEL", "DECISION", "INPUT", "TEXT", "EXCHANGE");
        for (JsonNode item : items) {
            JsonNode exchange = item.path("exchange");
            table.row(
                    item.path("identical").asBoolean()
                            ? "same"
                            : String.format(
                                    Locale.ROOT, "%.4f", item.path("cosine").asDouble()),
                    cell(exchange, "time"),
                    cell(exchange, "subject"),
                    cell(exchange, "model"),
                    cell(exchange, "decision"),
                    cell(item, "input"),
                    VisibleText.cell(item.path("text").asText(""), PREVIEW),
                    cell(exchange, "id"));
        }
        return table.toString();
    }

    /** How the vectors of two exchanges differ. */
    static String compared(JsonNode items) {
        Table table = new Table("INPUT", "VECTORS", "COSINE", "LARGEST DIFFERENCE", "AT");
        for (JsonNode item : items) {
            table.row(
                    cell(item, "index"),
                    item.path("identical").asBoolean() ? "the same" : "different",
                    cell(item, "cosine"),
                    cell(item, "largest"),
                    cell(item, "at"));
        }
        return table.toString();
    }

    /** Files of exchanges. */
    static String exports(JsonNode items) {
        Table table = new Table("ASKED", "STATE", "ROWS", "BYTES", "FILE", "ID");
        for (JsonNode item : items) {
            table.row(
                    cell(item, "asked"),
                    cell(item, "state"),
                    cell(item, "rows"),
                    cell(item, "bytes"),
                    cell(item, "name"),
                    cell(item, "id"));
        }
        return table.toString();
    }

    /** What came of each exchange that was sent again. */
    static String replayed(JsonNode results) {
        Table table = new Table(
                "EXCHANGE", "NEW EXCHANGE", "THE SAME", "OF", "LEAST COSINE", "LARGEST DIFFERENCE", "WHY NOT");
        for (JsonNode result : results) {
            table.row(
                    cell(result, "of"),
                    cell(result, "exchange"),
                    cell(result, "identical"),
                    cell(result, "vectors"),
                    cell(result, "leastCosine"),
                    cell(result, "largest"),
                    cell(result, "reason"));
        }
        return table.toString();
    }

    static String sessions(JsonNode items) {
        Table table = new Table("START", "END", "SUBJECT", "CONNECTION", "NAME", "EXCHANGES", "RISK", "ID");
        for (JsonNode item : items) {
            table.row(
                    cell(item, "start"),
                    cell(item, "end"),
                    cell(item, "subject"),
                    cell(item, "connection"),
                    cell(item, "name"),
                    cell(item, "exchanges"),
                    cell(item, "risk"),
                    cell(item, "id"));
        }
        return table.toString();
    }

    /** Of each field its most frequent values, under the option that narrows by it. */
    static String counts(JsonNode counted) {
        Table table = new Table("FIELD", "VALUE", "EXCHANGES");
        table.row("", counted.path("complete").asBoolean(true) ? "all" : "the newest", cell(counted, "exchanges"));
        for (JsonNode facet : counted.path("facets")) {
            String field = cell(facet, "field");
            for (JsonNode value : facet.path("values")) {
                table.row(field, cell(value, "value"), cell(value, "exchanges"));
            }
        }
        return table.toString();
    }

    private static String cell(JsonNode item, String field) {
        JsonNode value = item.path(field);
        return value.isNull() ? "" : VisibleText.cell(value.asText(""), 64);
    }
}
