package io.vectrail.replay.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Field;
import io.vectrail.event.RecordedMedia;
import io.vectrail.event.RuleDetection;
import io.vectrail.event.VectorFault;
import io.vectrail.event.VectorFinding;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Samples;
import io.vectrail.replay.Service;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One exchange: nothing of what was recorded is lost on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetailTest {

    private static final Engines ENGINES = Engines.shared();

    private Service service;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = Service.start(folder);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void eachFieldOfTheRecordIsInTheAnswer() {
        String subject = "detail-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "the text");
        exchange.setSession("evening");
        exchange.getDecision().setApprovalId("a-1");
        exchange.getDecision().setTrialHash("beside");
        exchange.getDecision().getRules().getFirst().setError("no \"such\" detector");
        exchange.getDecision().getRules().getFirst().setTrial(true);
        exchange.getDecision()
                .getRules()
                .getFirst()
                .setDetections(List.of(new RuleDetection("EMAIL_ADDRESS", 2), new RuleDetection("URL", 1)));
        exchange.getItems()
                .getFirst()
                .setMedia(List.of(
                        new RecordedMedia("image/png", 3L, ByteBuffer.wrap(new byte[] {1, 2, (byte) 0xFF})),
                        RecordedMedia.newBuilder().build()));
        exchange.setVectorFindings(List.of(
                new VectorFinding(VectorFault.ALL_ZERO, List.of(0)), new VectorFinding(VectorFault.COUNT, List.of())));
        exchange.setCodecSettings(List.of(new Field("tokenEncoding", "cl100k_base")));
        exchange.setTargets(List.of("https://api.example.com:443"));
        RecordMetadata at = ENGINES.publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);

        JsonNode one = service.json("/api/v1/exchanges/" + exchange.getId());
        assertThat(one.toString())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        """
                        {"id":"%s","time":"2026-06-15T12:00:00.000Z","forwardedAt":"2026-06-15T12:00:00.001Z",\
                        "endedAt":"2026-06-15T12:00:00.030Z","edge":"local","epoch":"epoch-1","sequence":42,\
                        "previousHash":"0102fe","subject":"%s","issuer":"https://issuer.example",\
                        "groups":["research","it's \\"quoted\\""],"clientId":"client-7","authentication":"OIDC",\
                        "address":"127.0.0.1","userAgent":"openai-java/4","connection":"openai","provider":"openai",\
                        "operation":"embeddings","model":"text-embedding-3-small","session":"evening","sessionId":null,\
                        "decision":"allow","documentHash":"%s","trialHash":"beside","approvalId":"a-1",\
                        "rules":[{"rule":"trial","action":"block","shadow":true,"trial":true,\
                        "error":"no \\"such\\" detector","items":[0],\
                        "found":[{"type":"EMAIL_ADDRESS","count":2},{"type":"URL","count":1}]}],"outcome":"COMPLETED","forwarded":"YES","refusalCode":null,"refusalReason":null,"status":200,"count":1,\
                        "upstreamMicros":28000,"addedMicros":900,"usage":{"promptTokens":7,"totalTokens":7},\
                        "traceId":"0af7651916cd43dd8448eb211c80319c",\
                        "request":{"method":"POST","path":"/v1/embeddings",\
                        "query":[{"name":"api-version","value":"2026"}],\
                        "headers":[{"name":"Content-Type","value":"application/json"}],"mediaType":"application/json",\
                        "contentEncoding":null,"size":%d,"sha256":"%s","state":"VERBATIM"},\
                        "response":{"status":200,"headers":[{"name":"Content-Type","value":"application/json"}],\
                        "mediaType":"application/json","contentEncoding":null,"size":%d,"sha256":"%s",\
                        "state":"VERBATIM"},\
                        "items":[{"index":0,"characters":8,"tokens":null,"action":"PASSED","text":"the text",\
                        "dimensions":8,"detections":[{"type":"EMAIL_ADDRESS","start":0,"end":3,"score":0.5}],\
                        "media":[{"mediaType":"image/png","size":3,"sha256":"0102ff"},\
                        {"mediaType":"","size":-1,"sha256":null}]}],\
                        "vectorFindings":[{"fault":"ALL_ZERO","items":[0]},{"fault":"COUNT","items":[]}],\
                        "targets":["https://api.example.com:443"],\
                        "codecSettings":[{"name":"tokenEncoding","value":"cl100k_base"}],"readable":true,"risk":null,\
                        "source":{"topic":"vectrail.exchanges","partition":%d,"offset":%d}}""",
                        exchange.getId(),
                        subject,
                        "ab".repeat(32),
                        Samples.requestBody("the text").length,
                        hash(Samples.requestBody("the text")),
                        Samples.responseBody(1, 8).length,
                        hash(Samples.responseBody(1, 8)),
                        at.partition(),
                        at.offset()));
    }

    @Test
    void aRefusalHasNoResponseNoBytesAndNoVector() {
        AuditExchange refusal = Samples.refusal(Samples.NOON.plusSeconds(77));
        ENGINES.publish(refusal);
        service.awaitItems(
                "/api/v1/exchanges?subject=anonymous&from=" + refusal.getReceivedAt() + "&to="
                        + refusal.getReceivedAt().plusMillis(1),
                1);

        String path = "/api/v1/exchanges/" + refusal.getId();
        JsonNode one = service.json(path);
        assertThat(one.get("response").isNull()).isTrue();
        assertThat(one.get("usage").isNull()).isTrue();
        assertThat(one.get("request").get("state").asText()).isEqualTo("UNREAD");
        assertThat(one.get("request").get("sha256").isNull()).isTrue();
        assertThat(one.get("refusalCode").asText()).isEqualTo("unauthenticated");
        assertThat(one.get("refusalReason").asText()).isEqualTo("the token is not accepted: it has expired");
        for (String part : new String[] {"/request", "/response", "/vectors/0"}) {
            assertThat(service.get(path + part, service.auditor()).statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
    }

    @Test
    void aVectorComesWithItsNormAndDimensions() {
        String subject = "vector-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "zero", "one");
        ENGINES.publish(exchange);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);

        JsonNode vector = service.json("/api/v1/exchanges/" + exchange.getId() + "/vectors/1");
        assertThat(vector.get("index").asInt()).isOne();
        assertThat(vector.get("dimensions").asInt()).isEqualTo(8);
        assertThat(vector.get("vector").toString()).isEqualTo("[1.0,1.1,1.2,1.3,1.4,1.5,1.6,1.7]");
        assertThat(vector.get("norm").asDouble()).isCloseTo(3.873, org.assertj.core.data.Offset.offset(0.001));
        assertThat(service.get("/api/v1/exchanges/" + exchange.getId() + "/vectors/2", service.auditor())
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get("/api/v1/exchanges/" + exchange.getId() + "/vectors/-1", service.auditor())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void bodiesInChunksComeBackWholeAndAreNeverShownByABrowser() {
        String subject = "chunks-" + UUID.randomUUID();
        Samples.Chunked chunked = Samples.chunked(subject, Samples.NOON, 33, "a body in many small chunks");
        chunked.chunks().forEach(chunk -> ENGINES.publish(subject, chunk));
        ENGINES.publish(chunked.exchange());
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 1);

        String path = "/api/v1/exchanges/" + chunked.exchange().getId();
        HttpResponse<byte[]> request = service.get(path + "/request", service.auditor());
        assertThat(request.body()).isEqualTo(chunked.request());
        assertThat(request.headers().map())
                .containsEntry("content-type", java.util.List.of("application/octet-stream"))
                .containsEntry("x-vectrail-media-type", java.util.List.of("application/json"))
                .containsEntry("x-content-type-options", java.util.List.of("nosniff"));
        assertThat(request.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(service.get(path + "/response", service.auditor()).body()).isEqualTo(chunked.response());
    }

    @Test
    void anExchangeWhoseIdCarriesAnotherTimeIsFoundToo() {
        String subject = "odd-" + UUID.randomUUID();
        AuditExchange exchange = Samples.exchange(subject, Samples.NOON, "an odd clock");
        exchange.setId(Samples.idAt(Samples.NOON.minusSeconds(100_000)));
        AuditExchange random = Samples.exchange(subject, Samples.NOON, "no time at all");
        random.setId(UUID.randomUUID().toString());
        ENGINES.publish(exchange);
        ENGINES.publish(random);
        service.awaitItems("/api/v1/exchanges?subject=" + subject, 2);

        assertThat(service.json("/api/v1/exchanges/" + exchange.getId())
                        .get("id")
                        .asText())
                .isEqualTo(exchange.getId());
        assertThat(service.json("/api/v1/exchanges/" + random.getId()).get("id").asText())
                .isEqualTo(random.getId());
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(Samples.sha256(bytes));
    }
}
