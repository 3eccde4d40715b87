package io.vectrail.replay.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.Cursor;
import io.vectrail.replay.search.ExchangeFilter;
import io.vectrail.replay.search.ExportedBodies;
import io.vectrail.replay.search.ExportedBodies.Body;
import io.vectrail.replay.search.ExportedBodies.Kept;
import io.vectrail.replay.search.ExportedRows;
import io.vectrail.replay.search.ExportedRows.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as a zip: {@code order.json} (who asked for what, when and why), {@code exchanges.ndjson}, {@code texts.ndjson}, {@code bodies/ID/request}
 * and {@code /response} with the exact bytes, {@code columns.json} and {@code AuditExchange.avsc} that say what the rows mean, and at the end
 * {@code manifest.json} with each file's size and SHA-256, and {@code SHA256SUMS} with the same for {@code sha256sum -c}.
 */
final class Bundle {

    /** More than one look at evidence needs; each of their bodies is asked for by itself. */
    static final int MOST_EXCHANGES = 100_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter JSON = MAPPER.writerWithDefaultPrettyPrinter();

    private final ExportOrder order;
    private final ExportedRows rows;
    private final ExportedBodies bodies;
    private final String run;
    private final DoubleConsumer progress;
    private final boolean caughtUp;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * @param caughtUp whether the archive has all that Kafka had when this began
     * @param progress told how much of it is written, 0 to 1
     */
    Bundle(
            ExportOrder order,
            ExportedRows rows,
            ExportedBodies bodies,
            String run,
            boolean caughtUp,
            DoubleConsumer progress) {
        this.order = order;
        this.rows = rows;
        this.bodies = bodies;
        this.run = run;
        this.caughtUp = caughtUp;
        this.progress = progress;
    }

    /** Field names are the manifest's. */
    private record Entry(String name, long bytes, String sha256) {}

    /** What a file is written by. */
    private interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    /** @param exchanges how many there are */
    void writeTo(OutputStream target, long exchanges) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        ExchangeFilter filter = order.meant();
        Scope texts = order.texts();
        add(zip, "order.json", json(said(exchanges)));
        add(
                zip,
                "columns.json",
                json(Map.of(
                        "exchanges", rows.columns(ExportedRows.Of.EXCHANGES),
                        "texts", rows.columns(ExportedRows.Of.TEXTS))));
        add(
                zip,
                "AuditExchange.avsc",
                json(MAPPER.readTree(AuditExchange.getClassSchema().toString())));
        for (ExportedRows.Of of : ExportedRows.Of.values()) {
            add(
                    zip,
                    of.name().toLowerCase(Locale.ROOT) + ".ndjson",
                    out -> rows.write(run + "-" + of, of, Format.NDJSON, filter, texts, out));
        }
        addBodies(zip, exchanges);
        add(zip, "manifest.json", json(Map.of("files", List.copyOf(entries), "bodiesNoLongerKept", missing)));
        StringBuilder sums = new StringBuilder();
        entries.forEach(entry ->
                sums.append(entry.sha256()).append("  ").append(entry.name()).append('\n'));
        add(zip, "SHA256SUMS", utf8(sums.toString()));
        zip.finish();
    }

    private Map<String, Object> said(long exchanges) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("askedBy", order.owner());
        said.put("from", order.address());
        said.put("at", order.asked().toString());
        said.put("reason", order.reason());
        said.put("filter", order.filter());
        said.put("recordedBefore", String.valueOf(order.meant().to()));
        said.put(
                "scope",
                switch (order.texts()) {
                    case Scope.Everything everything -> "everything";
                    case Scope.Nothing nothing -> "nothing";
                    case Scope.Only only -> Map.of("connections", only.connections(), "groups", only.groups());
                });
        said.put("archiveHadAllOfKafka", caughtUp);
        said.put("exchanges", exchanges);
        return said;
    }

    private void addBodies(ZipOutputStream zip, long exchanges) throws IOException {
        long seen = 0;
        @Nullable Cursor last = null;
        List<Kept> page = bodies.next(order.meant(), order.texts(), last);
        while (!page.isEmpty()) {
            for (Kept kept : page) {
                for (Body body : kept.sides()) {
                    addBody(zip, body);
                }
                seen++;
                progress.accept((double) seen / Math.max(seen, exchanges));
            }
            last = page.getLast().place();
            page = bodies.next(order.meant(), order.texts(), last);
        }
    }

    private void addBody(ZipOutputStream zip, Body body) throws IOException {
        String name = "bodies/" + body.key().exchange().replaceAll("[^A-Za-z0-9-]", "_") + "/"
                + body.key().side().name().toLowerCase(Locale.ROOT);
        if (bodies.isWhole(body)) {
            add(zip, name, out -> bodies.write(body, out));
        } else {
            missing.add(name);
        }
    }

    private void add(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        // Not closed: the zip goes on.
        MeasuredOutput entry = new MeasuredOutput(zip, Long.MAX_VALUE);
        content.writeTo(entry);
        zip.closeEntry();
        entries.add(new Entry(name, entry.bytes(), entry.hash()));
    }

    private static Content json(Object value) throws JsonProcessingException {
        byte[] bytes = JSON.writeValueAsBytes(value);
        return out -> out.write(bytes);
    }

    private static Content utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return out -> out.write(bytes);
    }
}
