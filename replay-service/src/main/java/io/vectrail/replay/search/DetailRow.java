package io.vectrail.replay.search;

import io.vectrail.replay.archive.Row;
import io.vectrail.replay.search.ExchangeDetail.Caller;
import io.vectrail.replay.search.ExchangeDetail.Count;
import io.vectrail.replay.search.ExchangeDetail.Decided;
import io.vectrail.replay.search.ExchangeDetail.Found;
import io.vectrail.replay.search.ExchangeDetail.Item;
import io.vectrail.replay.search.ExchangeDetail.Medium;
import io.vectrail.replay.search.ExchangeDetail.NameValue;
import io.vectrail.replay.search.ExchangeDetail.Request;
import io.vectrail.replay.search.ExchangeDetail.Response;
import io.vectrail.replay.search.ExchangeDetail.Rule;
import io.vectrail.replay.search.ExchangeDetail.Source;
import io.vectrail.replay.search.ExchangeDetail.Usage;
import io.vectrail.replay.search.ExchangeDetail.VectorFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a row of exchanges as a detail. */
final class DetailRow {

    static final String COLUMNS = """
            id, time, forwarded_at, ended_at, edge, epoch, sequence, lower(hex(previous_hash)) AS previous,
            subject, issuer, groups, client_id, authentication, address, user_agent,
            connection, provider, operation, model, session, decision, document_hash, approval_id,
            rule_names, rule_actions, rule_shadows, rule_errors, rule_items,
            trial_hash, rule_trials, rule_detection_types, rule_detection_counts,
            outcome, forwarded, refusal_code, refusal_reason, status, count, upstream_micros, added_micros,
            has_usage, prompt_tokens, total_tokens, trace_id,
            request_method, request_path, request_query_names, request_query_values,
            request_header_names, request_header_values, request_media_type, request_encoding, request_size,
            lower(hex(request_sha256)) AS request_hash, request_state,
            has_response, response_status, response_header_names, response_header_values, response_media_type,
            response_encoding, response_size, lower(hex(response_sha256)) AS response_hash, response_state,
            item_indexes, item_characters, item_tokens, item_actions,
            detection_items, detection_types, detection_starts, detection_ends, detection_scores,
            media_items, media_types, media_sizes, arrayMap(hash -> lower(hex(hash)), media_sha256) AS media_hashes,
            fault_names, fault_items, targets, codec_names, codec_values, topic, partition, offset\
            """;

    private DetailRow() {}

    /**
     * A text and its vector's length.
     *
     * @param text null for those who may not read it
     */
    record Input(
            int index,
            int characters,
            int dimensions,
            @Nullable String text) {

        /** As an item that the record does not list. */
        private Item alone() {
            return new Item(index, characters, null, "UNKNOWN", text, dimensions, List.of(), List.of());
        }
    }

    static ExchangeDetail read(
            Row row, List<Input> inputs, @Nullable String sessionId, boolean readable, @Nullable ExchangeRisk risk) {
        return new ExchangeDetail(
                row.text("id"),
                row.time("time"),
                row.optionalTime("forwarded_at"),
                row.optionalTime("ended_at"),
                row.text("edge"),
                row.text("epoch"),
                row.longNumber("sequence"),
                row.text("previous"),
                caller(row),
                row.text("connection"),
                row.text("provider"),
                row.text("operation"),
                row.text("model"),
                row.optionalText("session"),
                sessionId,
                decision(row),
                row.text("outcome"),
                row.text("forwarded"),
                row.optionalText("refusal_code"),
                row.optionalText("refusal_reason"),
                row.number("status"),
                row.number("count"),
                row.optionalNumber("upstream_micros"),
                row.optionalNumber("added_micros"),
                usage(row),
                row.optionalText("trace_id"),
                request(row),
                response(row),
                items(row, inputs),
                vectorFindings(row),
                row.texts("targets"),
                pairs(row, "codec"),
                readable,
                risk,
                new Source(row.text("topic"), row.number("partition"), row.longNumber("offset")));
    }

    private static Caller caller(Row row) {
        return new Caller(
                row.text("subject"),
                row.optionalText("issuer"),
                row.texts("groups"),
                row.optionalText("client_id"),
                row.text("authentication"),
                row.text("address"),
                row.optionalText("user_agent"));
    }

    private static Decided decision(Row row) {
        return new Decided(
                row.text("decision").toLowerCase(Locale.ROOT),
                row.text("document_hash"),
                row.optionalText("trial_hash"),
                row.optionalText("approval_id"),
                rules(row));
    }

    private static List<Rule> rules(Row row) {
        List<String> names = row.texts("rule_names");
        List<String> actions = row.texts("rule_actions");
        boolean[] shadows = row.flags("rule_shadows");
        List<@Nullable String> errors = row.list("rule_errors");
        List<@Nullable List<Integer>> items = row.list("rule_items");
        boolean[] trials = row.flags("rule_trials");
        List<@Nullable List<String>> types = row.list("rule_detection_types");
        List<@Nullable List<Integer>> counts = row.list("rule_detection_counts");
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Rule(
                        names.get(i),
                        actions.get(i).toLowerCase(Locale.ROOT),
                        shadows[i],
                        trials.length > i && trials[i],
                        errors.get(i),
                        Objects.requireNonNull(items.get(i)),
                        found(types, counts, i)))
                .toList();
    }

    /** Of rows from before this was stored nothing is known. */
    private static List<Count> found(
            List<@Nullable List<String>> types, List<@Nullable List<Integer>> counts, int rule) {
        if (rule >= types.size()) {
            return List.of();
        }
        List<String> of = Objects.requireNonNull(types.get(rule));
        List<Integer> so = Objects.requireNonNull(counts.get(rule));
        return IntStream.range(0, of.size())
                .mapToObj(i -> new Count(of.get(i), so.get(i)))
                .toList();
    }

    private static @Nullable Usage usage(Row row) {
        return row.flag("has_usage")
                ? new Usage(row.optionalNumber("prompt_tokens"), row.optionalNumber("total_tokens"))
                : null;
    }

    private static Request request(Row row) {
        return new Request(
                row.text("request_method"),
                row.text("request_path"),
                pairs(row, "request_query"),
                pairs(row, "request_header"),
                row.optionalText("request_media_type"),
                row.optionalText("request_encoding"),
                row.longNumber("request_size"),
                hash(row, "request_hash"),
                row.text("request_state"));
    }

    private static @Nullable Response response(Row row) {
        return !row.flag("has_response")
                ? null
                : new Response(
                        row.number("response_status"),
                        pairs(row, "response_header"),
                        row.optionalText("response_media_type"),
                        row.optionalText("response_encoding"),
                        row.longNumber("response_size"),
                        hash(row, "response_hash"),
                        row.text("response_state"));
    }

    private static List<NameValue> pairs(Row row, String prefix) {
        List<String> names = row.texts(prefix + "_names");
        List<String> values = row.texts(prefix + "_values");
        return IntStream.range(0, names.size())
                .mapToObj(i -> new NameValue(names.get(i), values.get(i)))
                .toList();
    }

    private static @Nullable String hash(Row row, String column) {
        String hex = row.text(column);
        return hex.isEmpty() ? null : hex;
    }

    private static List<Item> items(Row row, List<Input> inputs) {
        int[] indexes = row.numbers("item_indexes");
        if (indexes.length == 0) {
            return inputs.stream().map(Input::alone).toList();
        }
        Map<Integer, Input> byIndex = inputs.stream().collect(Collectors.toMap(Input::index, Function.identity()));
        int[] characters = row.numbers("item_characters");
        List<@Nullable Integer> tokens = row.list("item_tokens");
        List<String> actions = row.texts("item_actions");
        Map<Integer, List<Medium>> media = media(row);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            Input input = byIndex.get(indexes[i]);
            items.add(new Item(
                    indexes[i],
                    characters[i],
                    tokens.get(i),
                    actions.get(i),
                    input == null ? null : input.text(),
                    input == null ? 0 : input.dimensions(),
                    detections(row, indexes[i]),
                    media.getOrDefault(indexes[i], List.of())));
        }
        return items;
    }

    private static Map<Integer, List<Medium>> media(Row row) {
        int[] items = row.numbers("media_items");
        List<String> types = row.texts("media_types");
        List<@Nullable Long> sizes = row.list("media_sizes");
        List<String> hashes = row.texts("media_hashes");
        Map<Integer, List<Medium>> byItem = new HashMap<>();
        for (int i = 0; i < items.length; i++) {
            byItem.computeIfAbsent(items[i], fresh -> new ArrayList<>())
                    .add(new Medium(
                            types.get(i),
                            Objects.requireNonNull(sizes.get(i)),
                            hashes.get(i).isEmpty() ? null : hashes.get(i)));
        }
        return byItem;
    }

    private static List<VectorFinding> vectorFindings(Row row) {
        List<String> faults = row.texts("fault_names");
        List<@Nullable List<Integer>> items = row.list("fault_items");
        return IntStream.range(0, faults.size())
                .mapToObj(i -> new VectorFinding(faults.get(i), Objects.requireNonNull(items.get(i))))
                .toList();
    }

    private static List<Found> detections(Row row, int item) {
        int[] items = row.numbers("detection_items");
        if (Arrays.stream(items).noneMatch(index -> index == item)) {
            return List.of();
        }
        List<String> types = row.texts("detection_types");
        int[] starts = row.numbers("detection_starts");
        int[] ends = row.numbers("detection_ends");
        double[] scores = row.doubles("detection_scores");
        return IntStream.range(0, items.length)
                .filter(i -> items[i] == item)
                .mapToObj(i -> new Found(types.get(i), starts[i], ends[i], scores[i]))
                .toList();
    }
}
