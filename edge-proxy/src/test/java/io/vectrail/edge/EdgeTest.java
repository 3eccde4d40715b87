package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.Forwarded;
import io.vectrail.event.ItemAction;
import io.vectrail.event.Outcome;
import io.vectrail.event.PayloadChunk;
import io.vectrail.local.testkit.DemoUpstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edge with real neighbours: what callers get and what the record says of it. */
class EdgeTest {

    private static final String ONE = "{\"model\":\"text-embedding-3-small\",  \"input\":\"a quarterly report\"}";

    @TempDir
    Path folder;

    private DemoUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeEach
    void start() throws Exception {
        upstream = DemoUpstream.start();
        edge = EdgeUnderTest.before(folder, upstream);
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
        upstream.close();
    }

    @Test
    void aResponseIsTheUpstreamsByteForByteAndItsRecordHoldsBothBodies() throws Exception {
        for (String body : List.of(ONE, ONE.replace("}", ",\"encoding_format\":\"base64\"}"))) {
            HttpResponse<byte[]> direct = direct(body);
            HttpResponse<byte[]> through = edge.post(edge.token("alice"), body);
            assertThat(through.statusCode()).isEqualTo(200);
            assertThat(through.body()).isEqualTo(direct.body());
            assertThat(through.headers().firstValue("X-Vectrail-Decision")).hasValue("allow");
            assertThat(through.headers().firstValue("Server-Timing").orElseThrow())
                    .matches("vectrail;dur=[0-9.]+");
        }
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(event.getForwarded()).isEqualTo(Forwarded.YES);
            assertThat(event.getCaller().getSubject()).isEqualTo("alice");
            assertThat(event.getModel()).isEqualTo("text-embedding-3-small");
            assertThat(event.getRequest().getBody().getState()).isEqualTo(BodyState.VERBATIM);
            assertThat(event.getItems()).singleElement().satisfies(item -> {
                assertThat(item.getCharacters()).isEqualTo("a quarterly report".length());
                assertThat(item.getAction()).isEqualTo(ItemAction.PASSED);
            });
            assertThat(event.getUsage().getTotalTokens()).isPositive();
        });
        assertThat(bytes(events.getFirst().getRequest().getBody().getContent())).isEqualTo(ONE.getBytes());
        assertThat(bytes(events.getFirst().getResponse().getBody().getContent()))
                .isEqualTo(direct(ONE).body());
    }

    @Test
    void theChainLinksEachEventToTheOneBeforeAcrossARestart() throws Exception {
        edge.post(edge.token("alice"), ONE);
        edge.restart();
        edge.post(edge.token("bob"), ONE);
        edge.post("", ONE);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 3);
        assertThat(events).extracting(AuditExchange::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(events)
                .extracting(AuditExchange::getEpoch)
                .containsOnly(events.getFirst().getEpoch());
        for (int i = 1; i < events.size(); i++) {
            byte[] before = io.vectrail.event.AvroBinary.write(events.get(i - 1), 1024);
            assertThat(bytes(events.get(i).getPreviousHash()))
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(before));
        }
    }

    @Test
    void callersWithoutAGoodTokenAreRefusedAndRecordedWithoutTheirBody() throws Exception {
        String token = edge.token("alice");
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";
        for (String bad : List.of("", "not-a-token", forged, "x".repeat(17_000))) {
            HttpResponse<byte[]> answer = edge.post(bad, ONE);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(new String(answer.body())).contains("\"code\":\"unauthenticated\"");
        }
        assertThat(PublishedEvents.of(edge.name, 4)).hasSize(4).allSatisfy(event -> {
            assertThat(event.getCaller().getSubject()).isEqualTo("anonymous");
            assertThat(event.getRefusalCode()).isEqualTo("unauthenticated");
            assertThat(event.getRequest().getBody().getContent()).isNull();
            assertThat(event.getRequest().getHeaders()).isEmpty();
            assertThat(event.toString()).doesNotContain("quarterly").doesNotContain(token.substring(30, 60));
        });
    }

    @Test
    void whatTheRouteDoesNotTakeIsRefusedWithTheProvidersErrorAndRecorded() throws Exception {
        String token = edge.token("alice");
        assertThat(refusal(edge.post(token, "{\"model\":\"gpt-9\",\"input\":\"x\"}")))
                .isEqualTo("403 not_permitted");
        assertThat(refusal(edge.post(token, "{\"input\":[]}"))).isEqualTo("400 invalid_request");
        assertThat(refusal(edge.post(token, "{\"model\":\"a\",\"model\":\"b\",\"input\":\"x\"}")))
                .isEqualTo("400 invalid_request");
        assertThat(refusal(get("/openai/v1/models", token))).isEqualTo("404 unknown_route");
        assertThat(refusal(get("/openai/v1/../v1/embeddings", token))).isEqualTo("404 unknown_route");
        assertThat(refusal(get("/elsewhere/v1/embeddings", token))).isEqualTo("404 unknown_connection");
        assertThat(refusal(get("/openai/v1/embeddings?key=in-the-open", token))).isEqualTo("401 unauthenticated");
        assertThat(refusal(edge.post(token, "x".repeat(2 << 20)))).isEqualTo("413 request_too_large");
        List<AuditExchange> events = PublishedEvents.of(edge.name, 8);
        assertThat(events).extracting(AuditExchange::getForwarded).containsOnly(Forwarded.NO);
        assertThat(events).extracting(event -> event.getDecision().getOutcome()).containsOnly(Decision.DENY);
        assertThat(events.stream().map(AuditExchange::toString)).noneMatch(text -> text.contains("in-the-open"));
    }

    @Test
    void compressedBodiesAreInspectedAndPassAsTheyAre() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(edge.url() + "/embeddings"))
                .header("Authorization", "Bearer " + edge.token("alice"))
                .header("Accept-Encoding", "br, gzip")
                .POST(HttpRequest.BodyPublishers.ofString(ONE))
                .build();
        HttpResponse<byte[]> answer = edge.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new java.io.ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(direct(ONE).body());
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getUsage()).isNotNull();
        assertThat(bytes(event.getResponse().getBody().getContent())).isEqualTo(answer.body());
    }

    /** Each line alone can be read, and an upstream may heed the other one. */
    @Test
    void aBodyOfTwoContentEncodingsIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(ONE.getBytes());
        }
        for (List<String> encodings : List.of(List.of("identity", "gzip"), List.of("gzip", "identity"))) {
            byte[] body = encodings.getFirst().equals("gzip") ? packed.toByteArray() : ONE.getBytes();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(edge.url() + "/embeddings"))
                    .header("Authorization", "Bearer " + edge.token("alice"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            encodings.forEach(encoding -> request.header("Content-Encoding", encoding));
            assertThat(refusal(edge.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())))
                    .isEqualTo("400 invalid_request");
        }
        assertThat(PublishedEvents.of(edge.name, 2))
                .allSatisfy(event -> assertThat(event.getOutcome()).isEqualTo(Outcome.REFUSED));
    }

    @Test
    void aLargeResponseIsRecordedWholeInChunks() throws Exception {
        String inputs = String.join(",", java.util.Collections.nCopies(300, "\"a long text of several words\""));
        HttpResponse<byte[]> answer =
                edge.post(edge.token("alice"), "{\"model\":\"text-embedding-3-large\",\"input\":[" + inputs + "]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length).isGreaterThan(4 << 20);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getResponse().getBody().getContent()).isNull();
        List<PayloadChunk> chunks = PublishedEvents.chunks(event.getId());
        assertThat(chunks).hasSize(event.getResponse().getBody().getChunks());
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        chunks.forEach(chunk -> joined.writeBytes(bytes(chunk.getContent())));
        assertThat(joined.toByteArray()).isEqualTo(answer.body());
    }

    @Test
    void aRefusedRequestOfManyThousandTextsIsPublishedAndHoldsUpNoOther() throws Exception {
        String many = "\"\"" + ",\"\"".repeat(250_000);
        String token = edge.token("alice");
        assertThat(refusal(edge.post(token, "{\"model\":\"text-embedding-3-small\",\"input\":[" + many + "]}")))
                .isEqualTo("400 invalid_request");
        assertThat(edge.post(token, ONE).statusCode()).isEqualTo(200);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events.getFirst().getItems()).isEmpty();
        assertThat(events.getFirst().getRequest().getBody().getChunks()).isPositive();
        assertThat(events.getLast().getOutcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void neitherTokenNorCredentialReachesTheJournal() throws Exception {
        String token = edge.token("alice");
        edge.post(token, ONE, "X-Api-Key", token, "Cookie", "a=secret-cookie", "X-Custom", "passes");
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getRequest().getHeaders())
                .anySatisfy(field -> assertThat(field.getValue()).isEqualTo("passes"));
        assertThat(edge.journalText())
                .contains("quarterly")
                .doesNotContain(token)
                .doesNotContain(upstream.bearer())
                .doesNotContain("secret-cookie");
    }

    private HttpResponse<byte[]> direct(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(upstream.url() + "/v1/embeddings"))
                .header("Authorization", "Bearer " + upstream.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return edge.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return edge.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String refusal(HttpResponse<byte[]> answer) {
        String body = new String(answer.body());
        return answer.statusCode() + " " + body.replaceAll("(?s).*\"code\":\"([a-z_]+)\".*", "$1");
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
