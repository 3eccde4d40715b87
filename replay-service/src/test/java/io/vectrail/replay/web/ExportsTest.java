package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.event.AuditExchange;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import io.vectrail.replay.access.ScopeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of exports, against what was published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportsTest {

    private static final Engines ENGINES = Engines.shared();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = UUID.randomUUID().toString();
    private static final Instant START = Instant.parse("2025-08-08T08:08:08Z");
    private static final String DURING = "from=" + START + "&to=" + START.plusSeconds(60);
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\"),\n\"quoted\"\t'";

    private final List<AuditExchange> published = new ArrayList<>();
    private Samples.Chunked chunked;
    private Service service;
    private Path exports;

    @BeforeAll
    void start(@TempDir Path folder) {
        exports = folder.resolve("exports");
        service = Service.scoped(
                folder,
                Map.of("auditor", List.of("auditors", "search-auditors"), "viewer", List.of("viewers")),
                Map.of("search-auditors", new ScopeSettings(List.of(), List.of("team-search"))));
        publish(Samples.exchange("exports-0-" + RUN, START, "the first", "the second, \"quoted\" — 東京"));
        AuditExchange ofTeam = Samples.exchange("exports-1-" + RUN, START.plusSeconds(1), FORMULA);
        ofTeam.getCaller().setGroups(List.of("team-search"));
        publish(ofTeam);
        publish(Samples.refusal(START.plusSeconds(2)));
        chunked = Samples.chunked("exports-3-" + RUN, START.plusSeconds(3), 40, "in several chunks of few bytes");
        String subject = chunked.exchange().getCaller().getSubject();
        chunked.chunks().forEach(chunk -> ENGINES.publish(subject, chunk));
        publish(chunked.exchange());
        service.awaitItems("/api/v1/exchanges?" + DURING, 4);
    }

    private void publish(AuditExchange exchange) {
        published.add(exchange);
        ENGINES.publish(exchange);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private HttpResponse<byte[]> call(String method, String path, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/api/v1/exports" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody());
        return service.send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The job once it has ended. */
    private JsonNode done(String parameters, String token) {
        HttpResponse<byte[]> asked = call("POST", "?" + parameters, token);
        assertThat(asked.statusCode()).as(Service.text(asked)).isEqualTo(202);
        String id = Service.json(asked).get("id").asText();
        assertThat(asked.headers().firstValue("Location")).contains("/api/v1/exports/" + id);
        return ended(id, token);
    }

    private JsonNode ended(String id, String token) {
        return Awaitility.await("the export has ended")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> Service.json(call("GET", "/" + id, token)),
                        job -> !job.get("ended").isNull());
    }

    private byte[] file(JsonNode job, String token) {
        HttpResponse<byte[]> answer = call("GET", "/" + job.get("id").asText() + "/file", token);
        assertThat(answer.statusCode()).as(Service.text(answer)).isEqualTo(200);
        assertThat(HexFormat.of().formatHex(Samples.sha256(answer.body())))
                .isEqualTo(job.get("sha256").asText());
        assertThat(answer.headers().firstValue("ETag"))
                .contains("\"" + job.get("sha256").asText() + "\"");
        assertThat(job.get("bytes").asLong()).isEqualTo(answer.body().length);
        return answer.body();
    }

    private static byte[] file(Map<String, byte[]> bundle, String name) {
        return Objects.requireNonNull(bundle.get(name), name);
    }

    private static List<JsonNode> lines(byte[] ndjson) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(ndjson, StandardCharsets.UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void oneLineForEachExchangeOldestFirst() throws IOException {
        String auditor = service.auditor();
        JsonNode job = done("format=ndjson&" + DURING, auditor);
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.get("rows").asInt()).isEqualTo(4);
        assertThat(job.get("caughtUp").asBoolean()).isTrue();
        assertThat(job.get("name").asText()).startsWith("vectrail-exchanges-").endsWith(".ndjson");
        List<JsonNode> lines = lines(file(job, auditor));
        assertThat(lines.stream().map(line -> line.get("id").asText()))
                .containsExactlyElementsOf(
                        published.stream().map(AuditExchange::getId).toList());
        JsonNode first = lines.getFirst();
        assertThat(first.get("time").asText()).isEqualTo("2025-08-08T08:08:08.000Z");
        assertThat(first.get("decision").asText()).isEqualTo("allow");
        assertThat(first.at("/rules/0/rule").asText()).isEqualTo("trial");
        assertThat(first.at("/rules/0/shadow").asBoolean()).isTrue();
        assertThat(first.at("/detections/0/type").asText()).isEqualTo("EMAIL_ADDRESS");
        assertThat(first.at("/requestHeaders/0/name").asText()).isEqualTo("Content-Type");
        assertThat(first.get("previousHash").asText()).isEqualTo("0102fe");
        assertThat(first.get("requestSha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(Samples.sha256(Samples.requestBody("the first", "the second, \"quoted\" — 東京"))));
        assertThat(lines.get(2).get("refusalCode").asText()).isEqualTo("unauthenticated");
        assertThat(first.get("refusalCode").isNull()).isTrue();
    }

    @Test
    void oneLineForEachTextWithItsVector() throws IOException {
        String auditor = service.auditor();
        List<JsonNode> lines = lines(file(done("format=ndjson&of=texts&" + DURING, auditor), auditor));
        assertThat(lines.stream().map(line -> line.get("text").asText()))
                .containsExactly("the first", "the second, \"quoted\" — 東京", FORMULA, "in several chunks of few bytes");
        assertThat(lines.get(1).get("vector")).hasSize(8);
        assertThat(lines.get(1).get("vector").get(3).floatValue()).isEqualTo(1.3f);
        assertThat(lines.get(1).get("dimensions").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=chunks | 3",
                "q=first OR second | 0",
                "decision=deny | 2",
                "group=team-search&decision=allow | 1",
                "subject=nobody | none",
                "q=first&decision=deny | none",
                "minRisk=1 | none",
            })
    void theFiltersAreThoseOfTheList(String filter, String found) throws IOException {
        String auditor = service.auditor();
        JsonNode job = done("format=ndjson&" + DURING + "&" + filter.replace(" ", "%20"), auditor);
        String ids = String.join(
                "",
                lines(file(job, auditor)).stream()
                        .map(line -> line.get("id").asText())
                        .toList());
        assertThat(ids)
                .isEqualTo(
                        found.equals("none")
                                ? ""
                                : published.get(Integer.parseInt(found)).getId());
    }

    @Test
    void aTableOfTextsHasNoFormulaInIt() {
        String auditor = service.auditor();
        String csv = new String(file(done("format=csv&of=texts&" + DURING, auditor), auditor), StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\"exchange\",\"time\",\"subject\",").endsWith("\r\n");
        assertThat(csv)
                .contains("\"'" + FORMULA.replace("\"", "\"\"") + "\"")
                .contains("\"the second, \"\"quoted\"\" — 東京\"")
                .doesNotContain("vector\",")
                .doesNotContain("\"=");
    }

    @Test
    void aFileThatIsNotThereAnyMoreIsNoFile() throws IOException {
        String auditor = service.auditor();
        JsonNode job = done("format=ndjson&" + DURING, auditor);
        String id = job.get("id").asText();
        Path content = exports.resolve(id).resolve("content");
        assertThat(Files.getPosixFilePermissions(exports.resolve(id))).hasSize(3);
        Files.write(content, new byte[] {1});
        assertThat(call("GET", "/" + id + "/file", auditor).statusCode()).isEqualTo(410);
        Files.delete(content);
        HttpResponse<byte[]> gone = call("GET", "/" + id + "/file", auditor, "Range", "bytes=0-");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(Service.json(gone).get("detail").asText()).contains("ask again");
    }

    @Test
    void nothingIsAPartOfAnEmptyFile() {
        String auditor = service.auditor();
        JsonNode job = done("format=ndjson&subject=nobody&" + DURING, auditor);
        assertThat(job.get("bytes").asInt()).isZero();
        assertThat(call("GET", "/" + job.get("id").asText() + "/file", auditor, "Range", "bytes=-5")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void parquetIsOne() {
        String auditor = service.auditor();
        for (String of : List.of("exchanges", "texts")) {
            byte[] file = file(done("format=parquet&of=" + of + "&" + DURING, auditor), auditor);
            assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
            assertThat(new String(file, file.length - 4, 4, StandardCharsets.US_ASCII))
                    .isEqualTo("PAR1");
        }
    }

    @Test
    void evidenceHasTheExactBytesAndSaysWhatItIs() throws IOException {
        String auditor = service.auditor();
        HttpResponse<byte[]> asked = call("POST", "?format=bundle&" + DURING, auditor, ViewingReason.HEADER, "case 17");
        byte[] zip = file(ended(Service.json(asked).get("id").asText(), auditor), auditor);
        Map<String, byte[]> files = new TreeMap<>();
        List<String> order = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
                order.add(entry.getName());
            }
        }
        String bodies = "bodies/" + chunked.exchange().getId();
        assertThat(file(files, bodies + "/request")).isEqualTo(chunked.request());
        assertThat(file(files, bodies + "/response")).isEqualTo(chunked.response());
        assertThat(file(files, "bodies/" + published.getFirst().getId() + "/request"))
                .isEqualTo(Samples.requestBody("the first", "the second, \"quoted\" — 東京"));
        assertThat(lines(file(files, "exchanges.ndjson"))).hasSize(4);
        assertThat(lines(file(files, "texts.ndjson"))).hasSize(4);
        JsonNode said = JSON.readTree(file(files, "order.json"));
        assertThat(said.get("askedBy").asText()).isEqualTo("audrey");
        assertThat(said.get("reason").asText()).isEqualTo("case 17");
        assertThat(said.at("/filter/from").asText()).isEqualTo(START.toString());
        assertThat(JSON.readTree(file(files, "AuditExchange.avsc")).get("name").asText())
                .isEqualTo("AuditExchange");
        assertThat(JSON.readTree(file(files, "columns.json"))
                        .at("/texts/0/name")
                        .asText())
                .isEqualTo("exchange");
        assertThat(order.getLast()).isEqualTo("SHA256SUMS");
        JsonNode manifest = JSON.readTree(file(files, "manifest.json"));
        assertThat(manifest.get("files")).hasSize(order.size() - 2);
        manifest.get("files").forEach(listed -> {
            byte[] content = file(files, listed.get("name").asText());
            assertThat(listed.get("bytes").asLong()).isEqualTo(content.length);
            assertThat(listed.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(Samples.sha256(content)));
        });
        assertThat(new String(file(files, "SHA256SUMS"), StandardCharsets.UTF_8).lines())
                .hasSize(order.size() - 1)
                .contains(HexFormat.of().formatHex(Samples.sha256(file(files, "manifest.json"))) + "  manifest.json");
    }

    @Test
    void aFileCanBeFetchedInParts() {
        String auditor = service.auditor();
        JsonNode job = done("format=ndjson&" + DURING, auditor);
        byte[] whole = file(job, auditor);
        String path = "/" + job.get("id").asText() + "/file";
        String tag = "\"" + job.get("sha256").asText() + "\"";
        HttpResponse<byte[]> rest = call("GET", path, auditor, "Range", "bytes=100-", "If-Range", tag);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
        assertThat(rest.headers().firstValue("Content-Range"))
                .contains("bytes 100-" + (whole.length - 1) + "/" + whole.length);
        assertThat(call("GET", path, auditor, "Range", "bytes=5-9").body()).isEqualTo(Arrays.copyOfRange(whole, 5, 10));
        assertThat(call("GET", path, auditor, "Range", "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
        assertThat(call("GET", path, auditor, "Range", "bytes=" + whole.length + "-")
                        .statusCode())
                .isEqualTo(416);
        for (String other : List.of("bytes=1-2,4-5", "bytes=9-5", "bytes=-", "lines=1-2", "bytes=x")) {
            assertThat(call("GET", path, auditor, "Range", other).body())
                    .as(other)
                    .isEqualTo(whole);
        }
        assertThat(call("GET", path, auditor, "Range", "bytes=100-", "If-Range", "\"another\"")
                        .body())
                .isEqualTo(whole);
    }

    @Test
    void nobodyElseSeesOrDeletesIt() {
        JsonNode job = done("format=csv&" + DURING, service.auditor());
        String other = service.issuer().token("another-" + RUN, "auditors");
        String id = "/" + job.get("id").asText();
        for (String path : List.of(id, id + "/file", "/" + UUID.randomUUID())) {
            assertThat(call("GET", path, other).statusCode()).isEqualTo(404);
        }
        assertThat(call("DELETE", id, other).statusCode()).isEqualTo(404);
        assertThat(Service.json(call("GET", "", other)).get("items")).isEmpty();
        assertThat(call("DELETE", id, service.auditor()).statusCode()).isEqualTo(204);
        assertThat(call("GET", id + "/file", service.auditor()).statusCode()).isEqualTo(404);
    }

    @Test
    void aTeamsHasWhatItMayReadAndIsLostWithItsScope() throws IOException {
        String team = service.issuer().token("somebody-" + RUN, "search-auditors");
        JsonNode job = done("format=ndjson&" + DURING, team);
        assertThat(lines(file(job, team)).stream().map(line -> line.get("id").asText()))
                .containsExactly(published.get(1).getId());
        String csv = new String(file(done("format=csv&decision=allow&" + DURING, team), team), StandardCharsets.UTF_8);
        assertThat(csv)
                .contains(published.get(1).getId())
                .doesNotContain(published.get(0).getId(), "\\N");
        String path = "/" + job.get("id").asText() + "/file";
        String more = service.issuer().token("somebody-" + RUN, "search-auditors", "auditors");
        assertThat(call("GET", path, more).statusCode()).isEqualTo(200);
        JsonNode ofAll = done("format=ndjson&" + DURING, more);
        assertThat(call("GET", "/" + ofAll.get("id").asText() + "/file", team).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoFetchedWhatIsRecorded() {
        String actor = "exporter-" + RUN;
        String token = service.issuer().token(actor, "auditors");
        JsonNode job = done("format=csv&" + DURING + "&subject=exports-0-" + RUN, token);
        var _ = file(job, token);
        String id = job.get("id").asText();
        JsonNode accesses = service.awaitItems("/api/v1/access?action=export&actor=" + actor, 2);
        List<String> objects = new ArrayList<>();
        accesses.forEach(access -> objects.add(access.get("object").asText()));
        assertThat(objects).containsExactly("exports/" + id + "/file", "exports");
        assertThat(accesses.get(1).toString()).contains("exports-0-" + RUN, "csv", id);
    }

    @Test
    void whatIsDoneIsThereAfterARestartAndWhatWasNotIsWritten() {
        String auditor = service.auditor();
        JsonNode before = done("format=ndjson&" + DURING, auditor);
        HttpResponse<byte[]> asked = call("POST", "?format=bundle&" + DURING, auditor);
        service.restart();
        assertThat(file(Service.json(call("GET", "/" + before.get("id").asText(), auditor)), auditor))
                .isNotEmpty();
        JsonNode after = ended(Service.json(asked).get("id").asText(), auditor);
        assertThat(after.get("state").asText()).as(after.toString()).isEqualTo("done");
        assertThat(file(after, auditor)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "format=xml",
                "format=csv&of=lines",
                "format=csv&limit=3",
                "format=csv&q=a%20OR",
                "format=csv&from=x",
                "format=csv&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "format=csv&minRisk=200"
            })
    void whatCannotBeWrittenIsRefused(String parameters) {
        assertThat(call("POST", "?" + parameters, service.auditor()).statusCode())
                .isEqualTo(400);
    }
}
