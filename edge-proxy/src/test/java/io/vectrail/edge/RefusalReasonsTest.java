package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.vectrail.document.key.KeyKind;
import io.vectrail.document.key.KeyText;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Why somebody was refused stands in the record, in the words of the answer; what was shown does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalReasonsTest {

    private static final String ROUTE = "/openai/v1/embeddings";
    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train\"}";
    private static final String MANY_TYPES = """
            CREDIT_CARD, IBAN_CODE, PHONE_NUMBER, EMAIL_ADDRESS, IP_ADDRESS, MAC_ADDRESS, URL, SECRET, CRYPTO, DATE_OF_BIRTH, MEDICAL_RECORD,
            US_SSN, US_ITIN, US_PASSPORT, US_DRIVER_LICENSE, US_BANK_NUMBER, UK_NHS, UK_NINO, ES_NIF, ES_NIE, IT_FISCAL_CODE,
            IT_VAT_CODE, IT_DRIVER_LICENSE, IT_PASSPORT, IT_IDENTITY_CARD, PL_PESEL, AU_ABN, AU_ACN, AU_TFN, AU_MEDICARE, IN_PAN,
            IN_AADHAAR, IN_VOTER, IN_PASSPORT, IN_VEHICLE_REGISTRATION, SG_NRIC_FIN, SG_UEN""".replace("\n", " ");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScriptedUpstream upstream;
    private EdgeUnderTest edge;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        upstream = new ScriptedUpstream();
        edge = EdgeUnderTest.before(folder, upstream.url());
        edge.document.policies(
                "[ { name: no-number-that-somebody-could-be-found-by, detect: [" + MANY_TYPES + "], action: block } ]");
    }

    @AfterAll
    void stop() throws IOException {
        edge.close();
        upstream.close();
    }

    /** A request that nobody may make, the words that tell why, and a header field that comes with it, if any. */
    private record Bad(String words, String path, String token, String... header) {

        /** Whatever of it a record must not have. */
        Stream<String> secrets() {
            Stream<String> shown = Stream.of(
                            Stream.of(token, path.substring(path.indexOf('=') + 1)),
                            Arrays.stream(token.split("\\.", -1)),
                            Arrays.stream(header).skip(1).flatMap(value -> Arrays.stream(value.split(" ", -1))))
                    .flatMap(Function.identity());
            return shown.filter(text -> text.length() > 10 && !text.equals(path));
        }
    }

    @Test
    void ofEachBadTokenTheRecordSaysWhatTheCallerWasTold() throws Exception {
        List<Bad> all = bad();
        List<String> ids = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Bad bad : all) {
            HttpResponse<byte[]> answer = edge.postTo(bad.path(), bad.token(), BODY, bad.header());
            assertThat(answer.statusCode()).as(bad.words()).isEqualTo(401);
            ids.add(id(answer));
            told.add(message(answer));
        }
        for (int i = 0; i < all.size(); i++) {
            Bad bad = all.get(i);
            AuditExchange record = PublishedEvents.exchange(ids.get(i));
            assertThat(record.getRefusalCode()).isEqualTo("unauthenticated");
            assertThat(record.getRefusalReason()).contains(bad.words()).isEqualTo(told.get(i));
            assertThat(bad.secrets()).as(bad.words()).noneMatch(record.toString()::contains);
            assertThat(record.toString()).doesNotContain("mallory").doesNotContain("night train");
        }
        String journal = edge.journalText();
        assertThat(journal).contains("it has expired").doesNotContain("mallory");
        assertThat(all.stream().flatMap(Bad::secrets)).noneMatch(journal::contains);
    }

    @Test
    void ofACallersRefusalsTheRecordSaysItTooWhereverTheyHappen() throws Exception {
        String token = edge.token("alice");
        HttpResponse<byte[]> unread = edge.post(token, "{\"input\":[]}");
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 401, "{\"error\":\"who are you\"}"));
        HttpResponse<byte[]> upstreams = edge.post(token, BODY);
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        HttpResponse<byte[]> good = edge.post(token, BODY);

        AuditExchange first = PublishedEvents.exchange(id(unread));
        assertThat(first.getRefusalCode()).isEqualTo("invalid_request");
        assertThat(first.getRefusalReason()).isNotBlank().isEqualTo(message(unread));
        AuditExchange second = PublishedEvents.exchange(id(upstreams));
        assertThat(second.getOutcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        assertThat(second.getRefusalReason())
                .contains("does not accept the gateway's credential")
                .isEqualTo(message(upstreams));
        assertThat(PublishedEvents.exchange(id(good)).getRefusalReason()).isNull();
    }

    @Test
    void aLongReasonIsCutInTheRecord() throws Exception {
        HttpResponse<byte[]> blocked =
                edge.post(edge.token("alice"), BODY.replace("the night train", "ann@example.com"));
        assertThat(message(blocked))
                .hasSizeGreaterThan(512)
                .startsWith("policy no-number-that-somebody-could-be-found-by");
        assertThat(PublishedEvents.exchange(id(blocked)).getRefusalReason())
                .isEqualTo(message(blocked).substring(0, 512));
    }

    private List<Bad> bad() {
        String good = edge.token("mallory");
        JWTClaimsSet claims = claims().build();
        JWTClaimsSet elsewhere = claims().issuer("https://elsewhere.example").build();
        JWTClaimsSet over = claims().expirationTime(Date.from(Instant.now().minusSeconds(3_600)))
                .build();
        JWTClaimsSet theirs = claims().audience("somebody-else").build();
        return List.of(
                shown("it is not a signed JWT", "not-a-token-of-anybody"),
                shown("it is not a signed JWT", new PlainJWT(claims).serialize()),
                shown("it is not a signed JWT", good.substring(0, good.lastIndexOf('.'))),
                shown("it has expired", edge.issuer.sign(over)),
                shown("its audience is somebody else", edge.issuer.sign(theirs)),
                shown("its issuer is not known here", edge.issuer.sign(elsewhere)),
                shown("its signature does not verify", good.substring(0, good.length() - 8) + "AAAAAAAA"),
                shown("the token is longer than", "x".repeat(17_000)),
                shown(
                        "the key is not accepted",
                        KeyText.fresh(KeyKind.CALLER, new SecureRandom()).text()),
                shown(
                        "an API token is for",
                        KeyText.fresh(KeyKind.API, new SecureRandom()).text()),
                shown("no token came with the request", ""),
                shown("two different tokens", good, "X-Api-Key", "another-token-of-mallorys"),
                shown("holds no bearer token", "", "AuthoriZation", "Basic bWFsbG9yeTpwYXNzd29yZA=="),
                new Bad("does not belong in the query", ROUTE + "?api_key=in-the-open-for-all", ""));
    }

    private static Bad shown(String words, String token, String... header) {
        return new Bad(words, ROUTE, token, header);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("mallory")
                .issuer(edge.issuer.issuer())
                .audience(edge.issuer.audience())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String id(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("X-Vectrail-Exchange").orElseThrow();
    }

    private static String message(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).at("/error/message").asText();
    }
}
