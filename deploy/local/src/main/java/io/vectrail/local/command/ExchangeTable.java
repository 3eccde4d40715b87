package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;

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
