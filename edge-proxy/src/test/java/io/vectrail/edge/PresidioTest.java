package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.BodyState;
import io.vectrail.event.Decision;
import io.vectrail.event.RecordedBody;
import io.vectrail.event.RuleMatch;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Names and places, which an analyzer elsewhere finds: what it finds counts, and what it does not say blocks. */
class PresidioTest extends EdgeAndUpstream {

    private static final String MASK = "{ name: no-names, detect: [PERSON], action: mask }";
    private static final String BODY = "{\"model\":\"m\",\"input\":\"by Jo Smith\"}";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
        }
    };
    private PresidioServer presidio;

    @BeforeEach
    void open() throws Exception {
        presidio = new PresidioServer();
        edge.document.connection("codec: { tokenEncoding: cl100k_base }");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void nothingOfACallerIsInALogAndAnalyzersTookWhatTheyWereSent() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        presidio.close();
        assertThat(said).noneMatch(line -> line.contains("Jo Smith"));
        assertThat(presidio.wrong).isEmpty();
    }

    @Test
    void aNameIsMaskedWhereItStandsAmongCharactersThatPythonCountsOtherwise() throws Exception {
        policies(", timeout: 5s", MASK);
        String input = "[\"🧑‍🚀👩🏽 Jo Smith, Jo Smith\",\"\",\"🇩🇪 Bonn: Ann Ümlaut 👩🏽 of Acme 😀\"]";
        HttpResponse<byte[]> answer =
                edge.post(token, "{\"model\":\"m\",\"input\":" + input + ",\"user\":\"Jo Smith\"}", "X-Team", "red");
        assertThat(answer.headers().firstValue("X-Vectrail-Masked")).contains("PERSON=4");
        String forwarded = "{\"model\":\"m\",\"input\":[\"🧑‍🚀👩🏽 <PERSON>, <PERSON>\",\"\","
                + "\"🇩🇪 Bonn: <PERSON> of Acme 😀\"],\"user\":\"<PERSON>\"}";
        assertThat(upstream.asked).singleElement().asString().endsWith(forwarded);
        assertThat(presidio.asked)
                .singleElement()
                .satisfies(call -> assertThat(call.get("text")).hasSize(4));
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(text(event.getRequest().getBody())).isEqualTo(forwarded);
        assertThat(event.getItems().getFirst().getDetections())
                .extracting(detection -> detection.getType() + " " + detection.getScore())
                .containsExactly("PERSON 0.85", "PERSON 0.85");
        assertThat(edge.admin("/health/ready").body()).contains("\"detectors\"", "whoever was asked last answered");
        assertThat(edge.admin("/metrics").body())
                .contains("vectrail_edge_detector_requests_seconds_count{detector=\"PERSON,LOCATION\","
                        + "outcome=\"answered\"} 1");
    }

    @Test
    void aNameInTokenIdsIsFoundAndAConditionSeesIt() throws Exception {
        policies(
                ", timeout: 5s",
                "{ name: places, when: 'detections.exists(d, d.type == \"LOCATION\")', action: block }, " + MASK);
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
        String ids = encoding.encodeOrdinary("from Bonn").boxed().toString();
        assertThat(edge.post(token, "{\"model\":\"m\",\"input\":" + ids + "}").statusCode())
                .isEqualTo(403);
        ids = encoding.encodeOrdinary("by Jo Smith").boxed().toString();
        assertThat(edge.post(token, "{\"model\":\"m\",\"input\":" + ids + "}")
                        .headers()
                        .firstValue("X-Vectrail-Masked"))
                .contains("PERSON=1");
    }

    @Test
    void aLargeRequestIsAskedAboutInSeveralCalls() throws Exception {
        policies(", timeout: 5s, batch: 2", MASK);
        String inputs = IntStream.range(0, 8)
                .mapToObj(i -> "\"" + (i == 5 ? "Jo Smith " : "") + "x ".repeat(30_000) + "\"")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        HttpResponse<byte[]> answer = edge.post(token, "{\"model\":\"m\",\"input\":[" + inputs + "]}");
        assertThat(answer.headers().firstValue("X-Vectrail-Masked")).contains("PERSON=1");
        assertThat(presidio.asked)
                .hasSizeGreaterThan(4)
                .allMatch(call -> call.get("text").size() <= 2);
        assertThat(upstream.asked)
                .singleElement()
                .asString()
                .doesNotContain("Jo Smith")
                .contains("<PERSON> x x");
    }

    @Test
    void nobodyIsAskedAboutARequestThatNoRuleNeedsItFor() throws Exception {
        policies(
                ", timeout: 5s",
                "{ name: other, match: { groups: [others] }, detect: [PERSON], action: mask },"
                        + " { name: addresses, detect: [EMAIL_ADDRESS], action: mask }");
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).singleElement().asString().endsWith(BODY);
        assertThat(presidio.asked).isEmpty();
    }

    @Test
    void whatIsNoAnswerBlocksAndTheRecordSaysWhyWithoutTheBody() throws Exception {
        try (PresidioServer elsewhere = new PresidioServer()) {
            policies(", timeout: 5s", MASK);
            presidio.answers((exchange, request) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url() + "/analyze");
                PresidioServer.send(exchange, 307, "");
            });
            isBlocked("answered with status 307");
            assertThat(elsewhere.asked).isEmpty();
        }
        presidio.answers(500, "{\"error\": \"Jo Smith\"}");
        isBlocked("answered with status 500");
        for (String wrong : List.of(
                "<html>Jo Smith</html>",
                "[[]]",
                "[[],[],[]]",
                "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":1,\"score\":NaN}],[]]",
                "[[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":99,\"score\":1}],[]]")) {
            presidio.answers(200, wrong);
            isBlocked("answered what is no analysis of the texts");
        }
        presidio.answers(200, "[" + " ".repeat(3 << 20) + "]");
        isBlocked("answered what cannot be read");
        presidio.close();
        isBlocked("cannot be reached");
        assertThat(edge.admin("/health/ready").body())
                .contains("detector PERSON,LOCATION at " + presidio.url(), "cannot be reached", "behind the other: 9");
        List<AuditExchange> events = PublishedEvents.of(edge.name, 9);
        assertThat(upstream.asked).isEmpty();
        assertThat(edge.journalText()).doesNotContain("Jo Smith");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.toString()).doesNotContain("Jo Smith");
            assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.BLOCK);
            assertThat(event.getRequest().getBody().getState()).isEqualTo(BodyState.WITHHELD);
            assertThat(event.getDecision().getRules())
                    .singleElement()
                    .satisfies(match -> assertThat(match.getError()).startsWith("the detector of PERSON and others "));
        });
        assertThat(edge.admin("/metrics").body()).contains("outcome=\"unreadable\"} 6", "outcome=\"unreachable\"} 1");
    }

    @Test
    void oneThatStallsBlocksAndIsWellAgainWithItsNextAnswer() throws Exception {
        policies(", timeout: 1s", MASK);
        CountDownLatch release = new CountDownLatch(1);
        presidio.answers((exchange, request) -> release.await(20, TimeUnit.SECONDS));
        isBlocked("did not answer within 1000 ms");
        assertThat(edge.admin("/health/ready").body()).contains("did not answer within 1000 ms");
        release.countDown();
        presidio.answersWell();
        // On a busy machine an answer may come late; not always.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> edge.post(token, BODY).statusCode() == 200);
        assertThat(edge.admin("/health/ready").body()).contains("whoever was asked last answered");
    }

    @Test
    void aRuleThatSaysSoOrIsInShadowLetsThroughWhatNobodyAnalysedAndTheRecordSaysSo() throws Exception {
        policies(
                ", timeout: 5s",
                "{ name: lenient, detect: [PERSON], action: block, onError: allow },"
                        + " { name: trial, shadow: true, detect: [LOCATION], action: block }");
        presidio.answers(503, "{}");
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).singleElement().asString().endsWith(BODY);
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getDecision().getOutcome()).isEqualTo(Decision.ALLOW);
        assertThat(text(event.getRequest().getBody())).isEqualTo(BODY);
        assertThat(event.getDecision().getRules())
                .extracting(RuleMatch::getRule, RuleMatch::getShadow)
                .containsExactly(tuple("lenient", false), tuple("trial", true));
        assertThat(event.getDecision().getRules())
                .allSatisfy(match -> assertThat(match.getError()).contains("answered with status 503"));
    }

    @Test
    void aRequestBeyondThoseThatMayAskAtOnceIsAnErrorAtOnceAndPlacesAreGivenBack() throws Exception {
        policies(", timeout: 5s", MASK);
        CountDownLatch release = new CountDownLatch(1);
        presidio.answers((exchange, request) -> {
            release.await(20, TimeUnit.SECONDS);
            PresidioServer.send(exchange, 200, PresidioServer.analysis(request));
        });
        List<CompletableFuture<String>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> posted(BODY), threads))
                    .toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            answers.stream().filter(CompletableFuture::isDone).count() >= 36);
            release.countDown();
        }
        assertThat(answers)
                .filteredOn(answer -> answer.join().contains("has as many requests under way as it may"))
                .hasSize(36);
        presidio.answersWell();
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
    }

    @Test
    void moreTextThanMayBeAskedAboutIsAnErrorAndNobodyIsAsked() throws Exception {
        policies(", timeout: 5s", MASK);
        HttpResponse<byte[]> answer = edge.post(token, "{\"model\":\"m\",\"input\":\"" + "x".repeat(200_000) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("as much text as this request has");
        assertThat(presidio.asked).isEmpty();
        assertThat(edge.admin("/health/ready").body()).contains("whoever was asked last answered");
    }

    @Test
    void anAddressThatIsNeverConnectedToIsNotAskedThoughTheOperatorAllowsItsHost() throws Exception {
        edge.allowing(
                "allow: { hosts: [\"127.0.0.1:*\", \"169.254.169.254:80\"], literalCredentials: true }", Map.of());
        edge.document.detectors("[ { types: [PERSON], presidio: \"http://169.254.169.254\" } ]");
        edge.document.policies("[ " + MASK + " ]");
        isBlocked("the detector of PERSON cannot be reached");
        assertThat(edge.admin("/health/ready").body()).contains("addresses that are never connected to");
    }

    private void isBlocked(String why) throws Exception {
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("blocked_by_policy", "policy no-names could not be evaluated", why)
                .doesNotContain("Jo Smith", presidio.url());
    }

    private String posted(String body) {
        try {
            return new String(edge.post(token, body).body(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void policies(String keys, String list) throws Exception {
        edge.document.detectors("[ { types: [PERSON, LOCATION], presidio: \"" + presidio.url() + "\"" + keys + " } ]");
        edge.document.policies("[ " + list + " ]");
    }

    private static String text(RecordedBody body) {
        return StandardCharsets.UTF_8.decode(body.getContent()).toString();
    }
}
