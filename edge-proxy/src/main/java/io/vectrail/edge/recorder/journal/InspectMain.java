package io.vectrail.edge.recorder.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectrail.edge.recorder.journal.JournalInspection.Report;
import io.vectrail.edge.recorder.journal.JournalInspection.Segment;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a journal holds: {@code DIR [--entries] [--from=SEGMENT] [--json]}. {@code ./vectrail journal inspect} starts
 * it, since this package alone knows the format. Exit status 0 whole, 1 damaged or no journal, 2 wrong usage.
 */
public final class InspectMain {

    private InspectMain() {}

    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        Path folder = null;
        boolean entries = false;
        boolean json = false;
        long from = 0;
        for (String argument : arguments) {
            if (argument.equals("--entries")) {
                entries = true;
            } else if (argument.equals("--json")) {
                json = true;
            } else if (argument.matches("--from=[0-9]{1,12}")) {
                from = Long.parseLong(argument.substring("--from=".length()));
            } else if (!argument.startsWith("-") && folder == null) {
                folder = Path.of(argument);
            } else {
                return wrong(err);
            }
        }
        return folder == null ? wrong(err) : inspect(out, err, journalIn(folder), from, entries, json);
    }

    private static int wrong(PrintStream err) {
        err.println("usage: journal inspect DIR [--entries] [--from=SEGMENT] [--json]");
        return 2;
    }

    /** The edge's data folder will do, too. */
    private static Path journalIn(Path folder) {
        Path inside = folder.resolve("journal");
        return Files.isDirectory(inside) ? inside : folder;
    }

    private static int inspect(
            PrintStream out, PrintStream err, Path folder, long from, boolean entries, boolean json) {
        try {
            Report report = json ? printJson(out, folder, from, entries) : print(out, folder, from, entries);
            return report.damaged() ? 1 : 0;
        } catch (IOException e) {
            err.println("vectrail: " + folder + " cannot be read as a journal: " + why(e));
            return 1;
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no such folder";
            case NotDirectoryException file -> "it is no folder";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static Report print(PrintStream out, Path folder, long from, boolean entries) throws IOException {
        Report report = JournalInspection.of(folder, from, entry -> {
            if (entries) {
                out.printf(
                        Locale.ROOT,
                        "%-16s %-10s %s %d bytes%n",
                        entry.position(),
                        word(entry.kind()),
                        entry.exchange(),
                        bytes(entry));
            }
        });
        print(out, report);
        return report;
    }

    /** The entries come first: a journal may hold more of them than memory does. */
    private static Report printJson(PrintStream out, Path folder, long from, boolean entries) throws IOException {
        JsonMapper mapper = new JsonMapper();
        try (JsonGenerator json = mapper.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            if (entries) {
                json.writeArrayFieldStart("entries");
            }
            Report report = JournalInspection.of(folder, from, entry -> {
                if (entries) {
                    write(json, mapper, entry);
                }
            });
            if (entries) {
                json.writeEndArray();
            }
            for (Map.Entry<String, JsonNode> field : json(report).properties()) {
                json.writeFieldName(field.getKey());
                mapper.writeTree(json, field.getValue());
            }
            json.writeEndObject();
            json.writeRaw(System.lineSeparator());
            return report;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(JsonGenerator json, JsonMapper mapper, JournalEntry entry) {
        try {
            mapper.writeTree(
                    json,
                    mapper.createObjectNode()
                            .put("position", entry.position().toString())
                            .put("kind", word(entry.kind()))
                            .put("exchange", entry.exchange().toString())
                            .put("bytes", bytes(entry)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(PrintStream out, Report report) {
        out.println("epoch " + (report.epoch() == null ? "unknown" : report.epoch()));
        for (Segment segment : report.segments()) {
            out.println("segment " + segment.number() + ": "
                    + (segment.version() == 0
                            ? "its header is broken"
                            : "version " + segment.version() + ", created " + Instant.ofEpochMilli(segment.created()))
                    + ", readable to byte " + segment.end() + ", " + kinds(segment.entries())
                    + (segment.torn() > 0 ? ", " + segment.torn() + " bytes torn, never acknowledged" : ""));
            segment.damages().forEach(damage -> out.println("  DAMAGED " + damage));
        }
        report.missing().forEach(damage -> out.println("MISSING " + damage));
        out.println(report.segments().size() + " segments, "
                + report.segments().stream().mapToLong(Segment::end).sum() + " bytes, "
                + report.open().size() + " exchanges open, "
                + (report.damaged() ? "DAMAGED" : "whole"));
        report.open()
                .forEach((exchange, position) -> out.println("  open " + exchange + ", latest entry at " + position));
    }

    private static ObjectNode json(Report report) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("epoch", report.epoch() == null ? null : report.epoch().toString());
        root.put("whole", !report.damaged());
        ArrayNode segments = root.putArray("segments");
        for (Segment segment : report.segments()) {
            ObjectNode node = segments.addObject();
            node.put("number", segment.number());
            node.put("epoch", segment.epoch() == null ? null : segment.epoch().toString());
            node.put("version", segment.version());
            node.put(
                    "created",
                    segment.version() == 0
                            ? null
                            : Instant.ofEpochMilli(segment.created()).toString());
            node.put("readableBytes", segment.end());
            node.put("tornBytes", segment.torn());
            ObjectNode kinds = node.putObject("entries");
            segment.entries().forEach((kind, count) -> kinds.put(word(kind), count));
            damages(node.putArray("damages"), segment.damages());
        }
        damages(root.putArray("missing"), report.missing());
        ObjectNode open = root.putObject("open");
        report.open().forEach((exchange, position) -> open.put(exchange.toString(), position.toString()));
        return root;
    }

    private static void damages(ArrayNode into, List<Damage> damages) {
        damages.forEach(damage -> into.addObject()
                .put("position", damage.at().toString())
                .put("bytes", damage.bytes())
                .put("what", damage.what()));
    }

    private static String kinds(Map<EntryKind, Long> entries) {
        List<String> counts = new ArrayList<>();
        entries.forEach((kind, count) -> counts.add(count + " " + word(kind)));
        return counts.isEmpty() ? "no entries" : String.join(", ", counts);
    }

    private static long bytes(JournalEntry entry) {
        return entry.next().offset() - entry.position().offset();
    }

    private static String word(EntryKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
