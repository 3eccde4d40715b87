package io.vectrail.load.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the archive's rows from ClickHouse itself, over its HTTP interface. */
final class Rows {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI queries;

    Rows(String clickHouseUrl) {
        this.queries = URI.create(clickHouseUrl + "/?database=vectrail");
    }

    long count(String table, Map<Integer, Long> firstOffsets) throws IOException, InterruptedException {
        return read("SELECT count() FROM " + table + " WHERE " + since(firstOffsets), row -> Long.parseLong(row[0]))
                .getFirst();
    }

    long partCount(Map<Integer, Long> firstOffsets) throws IOException, InterruptedException {
        return read("SELECT count() FROM bodies WHERE " + ofExchanges(firstOffsets), row -> Long.parseLong(row[0]))
                .getFirst();
    }

    List<Stored.Exchange> exchanges(Map<Integer, Long> firstOffsets) throws IOException, InterruptedException {
        return read(
                """
                SELECT partition, offset, id, sequence, outcome, status, ifNull(refusal_code, ''),
                    lower(hex(request_sha256)), lower(hex(response_sha256))
                FROM exchanges WHERE
                """ + since(firstOffsets),
                row -> new Stored.Exchange(
                        new Recorded.Place(Integer.parseInt(row[0]), Long.parseLong(row[1])),
                        UUID.fromString(row[2]),
                        Long.parseLong(row[3]),
                        row[4],
                        Integer.parseInt(row[5]),
                        row[6],
                        row[7],
                        row[8]));
    }

    /** Of the exchanges since then, whatever topic a part came by. */
    List<Stored.Part> parts(Map<Integer, Long> firstOffsets) throws IOException, InterruptedException {
        return read(
                "SELECT exchange, side, part, hex(SHA256(bytes)) FROM bodies WHERE " + ofExchanges(firstOffsets),
                row -> new Stored.Part(
                        UUID.fromString(row[0]),
                        row[1].equals("REQUEST"),
                        Integer.parseInt(row[2]),
                        Sha.fromHex(row[3])));
    }

    List<Stored.Input> inputs(Map<Integer, Long> firstOffsets) throws IOException, InterruptedException {
        return read(
                """
                SELECT exchange, input, hex(SHA256(text)), length(vector),
                    arraySum(arrayMap(x -> toUInt64(reinterpretAsUInt32(x)), vector))
                FROM inputs WHERE
                """ + since(firstOffsets),
                row -> new Stored.Input(
                        UUID.fromString(row[0]),
                        Integer.parseInt(row[1]),
                        Sha.fromHex(row[2]),
                        Integer.parseInt(row[3]),
                        Long.parseLong(row[4])));
    }

    /** Exchanges in all sessions of each subject. */
    Map<String, Long> sessions() throws IOException, InterruptedException {
        Map<String, Long> sums = new HashMap<>();
        read(
                "SELECT subject, sum(exchanges) FROM sessions FINAL WHERE deleted = 0 GROUP BY subject",
                row -> sums.put(row[0], Long.parseLong(row[1])));
        return sums;
    }

    private static String ofExchanges(Map<Integer, Long> firstOffsets) {
        return "exchange IN (SELECT id FROM exchanges WHERE " + since(firstOffsets) + ")";
    }

    private static String since(Map<Integer, Long> firstOffsets) {
        return firstOffsets.isEmpty()
                ? "1"
                : firstOffsets.entrySet().stream()
                        .map(one -> String.format(
                                Locale.ROOT, "(partition = %d AND offset >= %d)", one.getKey(), one.getValue()))
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private <T> List<T> read(String sql, Function<String[], T> row) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(queries)
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(sql + " FORMAT TabSeparated"))
                .build();
        HttpResponse<java.io.InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw new IOException(String.format(
                        Locale.ROOT, "ClickHouse answered %d: %s", answer.statusCode(), lines.readLine()));
            }
            List<T> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row.apply(line.split("\t", -1)));
            }
            return rows;
        }
    }
}
