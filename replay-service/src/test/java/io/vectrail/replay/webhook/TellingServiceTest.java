package io.vectrail.replay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.vectrail.event.ApprovalKind;
import io.vectrail.replay.Engines;
import io.vectrail.replay.Service;
import io.vectrail.replay.webhook.approval.Steps;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole service tells, takes documents that name its webhooks alone, and keeps their addresses and secrets to itself. */
@Tag("heavy") // waits for receivers that hang
class TellingServiceTest {

    private static final String SECRET = "hush-hush-hush-hush";

    @Test
    void whatItTellsAndToWhomStaysBetweenThem(@TempDir Path folder) {
        Said said = new Said();
        said.listen();
        try (Receiver well = Receiver.answering(200);
                Receiver ill = Receiver.answering(404);
                Receiver hanging = Receiver.hanging();
                Service service = Service.telling(
                        folder,
                        Map.of(
                                "service-well", well.slack(),
                                "service-ill", ill.json(SECRET),
                                "service-hangs", hanging.json(SECRET)))) {
            List<String> names = List.of("service-well", "service-ill", "service-hangs");
            Steps steps = new Steps(Engines.shared()).requested("alice", names);
            hanging.await(2);
            Awaitility.await("the others are settled")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> steps.written(ApprovalKind.NOTIFIED).size() == 1
                            && steps.written(ApprovalKind.UNDELIVERED).size() == 1);
            assertThat(text(service.get("/health/ready", null)))
                    .contains("service-ill, of 1, the last because it answered with status 404")
                    .doesNotContain(Receiver.HUSH, SECRET);
            assertThat(text(service.get("/metrics", null)))
                    .contains(
                            "vectrail_webhooks_delivered_total{webhook=\"service-well\"} 1.0",
                            "vectrail_webhooks_undelivered_total{webhook=\"service-ill\"} 1.0",
                            "vectrail_webhooks_waiting{webhook=\"service-hangs\"} 1.0")
                    .doesNotContain(Receiver.HUSH, SECRET);
            documentsNameItsWebhooksAlone(service);
        } finally {
            said.close();
        }
        assertThat(said.lines).isNotEmpty().noneMatch(line -> line.contains(Receiver.HUSH) || line.contains(SECRET));
    }

    private static void documentsNameItsWebhooksAlone(Service service) {
        service.awaitDocuments();
        HttpResponse<byte[]> refused = service.put("/api/v1/config", document("elsewhere"), "If-None-Match", "*");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Service.json(refused).at("/problems/0/key").asText()).isEqualTo("policies[0].approvers.webhooks[0]");
        assertThat(service.put("/api/v1/config", document("service-well"), "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String document(String webhook) {
        return """
                version: 1
                connections:
                  - { name: openai, provider: openai, target: "http://127.0.0.1:1", credential: none }
                policies:
                  - name: asks
                    detect: [EMAIL_ADDRESS]
                    action: approve
                    approvers: { webhooks: [%s] }
                """.formatted(webhook);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Every line that is logged, ours and the HTTP client's at every level. */
    private static final class Said extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final Logger ours = (Logger) LoggerFactory.getLogger("io.vectrail.replay.webhook");

        private void listen() {
            ours.setLevel(Level.TRACE);
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        }

        private void close() {
            root.detachAppender(this);
            ours.setLevel(null);
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }
}
