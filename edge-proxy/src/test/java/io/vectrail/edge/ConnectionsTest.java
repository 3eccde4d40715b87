package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import io.vectrail.edge.provider.upstream.Certificates;
import io.vectrail.event.AuditExchange;
import io.vectrail.event.Forwarded;
import io.vectrail.event.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a connection of the document says of its targets, as callers, records, health page and metrics see it. */
class ConnectionsTest extends TroubledEdge {

    private static final List<String> RATE_LIMITS = List.of(
            "x-ratelimit-limit-requests",
            "x-ratelimit-reset-tokens",
            "ratelimit",
            "ratelimit-policy",
            "ratelimit-reset",
            "retry-after",
            "retry-after-ms",
            "anthropic-ratelimit-requests-limit",
            "x-trial-endpoint-call-limit");

    @Test
    void theProvidersRateLimitsPassOnAndAreCounted() throws Exception {
        upstream.answers((exchange, body) -> {
            RATE_LIMITS.forEach(name -> exchange.getResponseHeaders().set(name, "3600"));
            exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", "41");
            exchange.getResponseHeaders().set("x-ratelimit-remaining-tokens", "149984");
            ScriptedUpstream.send(exchange, 429, "{\"error\":{\"code\":\"slow_down\"}}");
        });
        HttpResponse<byte[]> answer = edge.post(token, BODY);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(RATE_LIMITS)
                .allSatisfy(
                        name -> assertThat(answer.headers().firstValue(name)).hasValue("3600"));
        assertThat(answer.headers().firstValue("x-ratelimit-remaining-tokens")).hasValue("149984");
        assertThat(metrics())
                .contains("vectrail_edge_upstream_rate_limited_total{connection=\"openai\"} 1.0")
                .contains("vectrail_edge_upstream_requests_left{connection=\"openai\"} 41.0")
                .contains("vectrail_edge_upstream_tokens_left{connection=\"openai\"} 149984.0");
        AuditExchange event = PublishedEvents.of(edge.name, 1).getFirst();
        assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(event.getResponse().getHeaders())
                .anySatisfy(field -> assertThat(field.getName()).isEqualToIgnoringCase("ratelimit-policy"));
    }

    @Test
    void aBusyProviderIsAskedAgainUnderOneRecord() throws Exception {
        upstream.answers((exchange, body) -> {
            if (upstream.asked.size() == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                ScriptedUpstream.send(exchange, 429, "{}");
            } else {
                ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD);
            }
        });
        assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        assertThat(upstream.asked).hasSize(2);
        assertThat(metrics())
                .contains("vectrail_edge_upstream_retries_total{connection=\"openai\",reason=\"rate_limited\"} 1.0")
                .contains("vectrail_edge_upstream_attempts_total{connection=\"openai\"} 2.0");
        edge.post("", BODY);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().getOutcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aTargetThatIsAwayIsPassedOverAndSeenOnTheHealthPageWhileTheEdgeStaysReady() throws Exception {
        String away;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = "http://127.0.0.1:" + taken.getLocalPort();
        }
        edge.document.connection("targets: [" + away + ", " + upstream.url() + "]");
        edge.restart();
        assertThat(edge.admin("/health/ready").body()).contains("no target is set aside");
        for (int i = 0; i < 4; i++) {
            assertThat(edge.post(token, BODY).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> health = edge.admin("/health/ready");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("connection openai: " + away + " cannot be connected to");
        assertThat(metrics())
                .contains("vectrail_edge_upstream_targets_aside{connection=\"openai\"} 1.0")
                .contains("vectrail_edge_upstream_retries_total{connection=\"openai\",reason=\"connect\"} 3.0");
        assertThat(PublishedEvents.of(edge.name, 4)).allSatisfy(event -> {
            assertThat(event.getOutcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(event.getForwarded()).isEqualTo(Forwarded.YES);
        });
    }

    @Test
    void moreCallsAtOnceThanTheConnectionMayHaveAreRefusedAndRecordedAsNotForwarded() throws Exception {
        edge.document.connection("limits: { concurrent: 1 }");
        edge.restart();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        upstream.answersWhenLetGo(arrived, release);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(this::status, threads);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            HttpResponse<byte[]> second = edge.post(token, BODY);
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            assertThat(new String(second.body())).contains("rate_limited");
            release.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(upstream.asked).hasSize(1);
        assertThat(metrics()).contains("vectrail_edge_upstream_too_many_total{connection=\"openai\"} 1.0");
        assertThat(PublishedEvents.of(edge.name, 2)).anySatisfy(event -> {
            assertThat(event.getRefusalCode()).isEqualTo("rate_limited");
            assertThat(event.getForwarded()).isEqualTo(Forwarded.NO);
        });
    }

    @Test
    void theDocumentsOwnAuthoritiesLetHttp2BeSpokenWithTheirServerAndItsAnswerIsRecorded() throws Exception {
        Certificates certificates = Certificates.of(folder, "ip:127.0.0.1");
        Files.writeString(edge.credentialFolder().resolve("own.pem"), certificates.pem());
        List<String> heard = new CopyOnWriteArrayList<>();
        Undertow server = Undertow.builder()
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .addHttpsListener(0, "127.0.0.1", certificates.server(), new BlockingHandler(exchange -> {
                    heard.add(exchange.getProtocol() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + new String(exchange.getInputStream().readAllBytes()));
                    exchange.getOutputStream().write(ScriptedUpstream.GOOD.getBytes());
                }))
                .build();
        server.start();
        try {
            int port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
            edge.document.connection("target: https://127.0.0.1:" + port, "ca: own.pem");
            edge.restart();
            assertThat(new String(edge.post(token, BODY).body())).isEqualTo(ScriptedUpstream.GOOD);
            edge.document.connection("target: https://127.0.0.1:" + port);
            edge.restart();
            HttpResponse<byte[]> unknown = edge.post(token, BODY);
            assertThat(unknown.statusCode()).isEqualTo(502);
            assertThat(new String(unknown.body())).contains("no TLS connection came about");
        } finally {
            server.stop();
        }
        assertThat(heard).containsExactly("HTTP/2.0 Bearer secret-of-the-provider " + BODY);
        List<AuditExchange> events = PublishedEvents.of(edge.name, 2);
        assertThat(events.getFirst().getForwarded()).isEqualTo(Forwarded.YES);
        assertThat(events.getLast().getForwarded()).isEqualTo(Forwarded.NO);
    }

    private String metrics() throws Exception {
        return edge.admin("/metrics").body();
    }
}
