package io.vectrail.replay.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vectrail.replay.Service;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.SealingSettings;
import io.vectrail.runtime.sealing.Unsealer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A key is registered that nobody reads back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedCredentialsTest {

    private static final String PATH = "/api/v1/sealed-credentials";

    private final Said said = new Said();
    private Path folder;
    private Service service;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        service = Service.start(temporary);
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        said.setContext(root.getLoggerContext());
        said.start();
        root.addAppender(said);
    }

    @AfterAll
    void stop() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(said);
        service.close();
    }

    @Test
    void whatIsSealedOpensAtTheEdgeForItsConnectionAndTargetsAlone() {
        HttpResponse<byte[]> answer = post("""
                {"connection": "openai", "targets": ["https://API.example.com/v1", "https://b.example.com"],
                 "secret": "sk-HUSH\\n"}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Service.text(answer)).doesNotContain("HUSH");
        String sealed = Service.json(answer).get("sealed").asText();
        Unsealer edge = Unsealer.with(new SealingSettings(Service.privateKeyset(folder)));
        assertThat(edge.open(
                        sealed,
                        SealBinding.of(
                                "openai",
                                List.of(URI.create("https://b.example.com"), URI.create("https://api.example.com")))))
                .isEqualTo("sk-HUSH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-HUSH",
                "[\"sk-HUSH\"]",
                "{\"secret\": \"sk-HUSH\"",
                "{\"connection\": \"openai\", \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": \"https://a\", \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": [], \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": [\"sk-HUSH\"], \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": [\"sk HUSH\"], \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"sk HUSH\", \"targets\": [\"https://a\"], \"secret\": \"sk-HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \" \"}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": {\"a\": \"HUSH\"}}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"HUSH\", \"more\": 1}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"HUSH\", \"secret\": \"HUSH2\"}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"HUSH\", \"s\\u0065cret\": \"HUSH2\"}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"HUSH\"} {}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a:0\"], \"secret\": \"HUSH\"}",
                "{\"connection\": \"openai\", \"targets\": [\"https://a:99999\"], \"secret\": \"HUSH\"}"
            })
    void whatIsWrongIsAProblemThatRepeatsNothing(String body) {
        HttpResponse<byte[]> answer = post(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Service.text(answer)).doesNotContain("HUSH");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertThat(post("{\"secret\": \"" + "x".repeat(50 << 10) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void nothingOfItIsLoggedOrMeasured() {
        post("{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"sk-HUSH\"}");
        post("{\"connection\": \"openai\", \"targets\": [\"https://a\"], \"secret\": \"sk-HUSH");
        assertThat(said.lines).noneMatch(line -> line.contains("HUSH"));
        assertThat(Service.text(service.get("/metrics", null)))
                .contains("sealed-credentials")
                .doesNotContain("HUSH");
        assertThat(Service.text(service.get("/health/ready", null))).doesNotContain("HUSH");
    }

    @Test
    void nobodyReadsOneBack() {
        assertThat(service.get(PATH, service.issuer().token("paula", "policy-admins"))
                        .statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<byte[]> post(String body) {
        return service.send(HttpRequest.newBuilder(service.uri(PATH))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + service.issuer().token("paula", "policy-admins"))
                .POST(BodyPublishers.ofString(body)));
    }

    /** Every line that is logged. */
    private static final class Said extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }
}
