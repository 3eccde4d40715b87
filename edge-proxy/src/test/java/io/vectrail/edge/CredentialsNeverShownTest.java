package io.vectrail.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectrail.runtime.sealing.KeysetFiles;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.Sealer;
import io.vectrail.runtime.sealing.SealingSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each way to give a credential is driven through success, refusal, rotation and failure, and then everything that the edge
 * says to anybody but the upstream is searched for it. All of them hold the word HUSH.
 */
class CredentialsNeverShownTest extends TroubledEdge {

    private final LoggedLines said = LoggedLines.listen();
    private Path key;

    @BeforeEach
    void listen() throws Exception {
        key = Files.writeString(
                Files.createDirectories(folder.resolve("credentials")).resolve("key"), "sk-HUSH-file");
        KeysetFiles.ensure(folder.resolve("private.json"), folder.resolve("public.json"));
        edge.allowing(
                """
                allow:
                  hosts: ["127.0.0.1:*"]
                  literalCredentials: true
                  environmentPrefix: VECTRAIL_CREDENTIAL_
                  credentialFolder: %s
                sealing: { keyset: %s }
                """.formatted(folder.resolve("credentials"), folder.resolve("private.json")),
                Map.of("VECTRAIL_CREDENTIAL_A", "sk-HUSH-variable"));
    }

    @AfterEach
    void deafen() {
        said.close();
    }

    @Test
    void whateverHappensOnlyTheUpstreamIsShownIt() throws Exception {
        String sealed = Sealer.with(new SealingSettings(folder.resolve("public.json")))
                .seal("sk-HUSH-sealed", SealBinding.of("sealed", List.of(URI.create(upstream.url()))));
        Map<String, String> ways = Map.of(
                "variable", "${env:VECTRAIL_CREDENTIAL_A}",
                "file", "${file:key}",
                "sealed", sealed,
                "literal", "sk-HUSH-literal");
        edge.document.connections(ways.entrySet().stream().map(this::connection).collect(Collectors.joining()));
        edge.restart();
        List<String> answers = new ArrayList<>();
        for (String connection : ways.keySet()) {
            answers.addAll(driven(connection));
        }
        assertThat(String.join("\n", upstream.asked))
                .contains("sk-HUSH-variable", "sk-HUSH-file", "sk-HUSH-sealed", "sk-HUSH-literal");
        fileTrouble();
        int exchanges = answers.size();
        assertThat(answers).noneMatch(answer -> answer.contains("HUSH"));
        assertThat(PublishedEvents.of(edge.name, exchanges).toString()).doesNotContain("HUSH");
        assertThat(edge.journalText()).doesNotContain("HUSH");
        for (String page : List.of("/health/ready", "/health/live", "/metrics", "/set-aside")) {
            assertThat(edge.admin(page).body()).as(page).doesNotContain("HUSH");
        }
        assertThat(said.lines).isNotEmpty().noneMatch(line -> line.contains("HUSH"));
        assertThat(said.lines).anyMatch(line -> line.contains("keeps the last good value of file key"));
    }

    @Test
    void aDocumentThatDoesNotValidateKeepsItToItself() throws Exception {
        edge.restart();
        for (String lines : List.of(
                "credentials: sk-HUSH",
                "credentials: [sk-HUSH]",
                "credential: [sk-HUSH]",
                "credential: *HUSH",
                "credential: 'sk-HUSH",
                "credential: sk-HUSH: x",
                "credential: sk-HUSH two words",
                "credential: sealed:HUSH",
                "credential: sk-${HUSH}",
                "credentials: [{value: sk-HUSH, from: sk-HUSH}]",
                "credential: sk-HUSH\nmodels: [",
                "credential: sk-HUSH\ntimeout: 3")) {
            edge.document.connection(lines);
            assertThatThrownBy(edge::startAnother)
                    .as(lines)
                    .hasMessageContaining("gateway.yaml")
                    .hasMessageNotContaining("HUSH")
                    .hasNoCause();
        }
        assertThat(said.lines).noneMatch(line -> line.contains("HUSH"));
    }

    private String connection(Map.Entry<String, String> way) {
        return """
                  - name: %s
                    provider: openai
                    target: %s
                    credentials:
                      - { value: "%s", name: first }
                      - { value: "${file:key}" }
                """.formatted(way.getKey(), upstream.url(), way.getValue());
    }

    /** Calls that end in each way that has to do with credentials. */
    private List<String> driven(String connection) throws Exception {
        List<String> answers = new ArrayList<>();
        answers.add(answered(connection));
        for (int status : new int[] {401, 403, 400, 500, 200}) {
            upstream.answers((exchange, body) -> {
                String shown = exchange.getRequestHeaders().getFirst("Authorization");
                exchange.getResponseHeaders().set("X-Key", shown);
                ScriptedUpstream.send(exchange, status, "{\"you sent\":\"" + shown + "\"}");
            });
            answers.add(answered(connection));
        }
        upstream.answers((exchange, body) -> exchange.close());
        answers.add(answered(connection));
        upstream.answers((exchange, body) -> ScriptedUpstream.send(exchange, 200, ScriptedUpstream.GOOD));
        answers.add(answered(connection));
        return answers;
    }

    private String answered(String connection) throws Exception {
        var answer = edge.postTo("/" + connection + "/v1/embeddings", token, BODY);
        return answer.headers().map() + new String(answer.body());
    }

    private void fileTrouble() throws Exception {
        Files.writeString(key, "sk-HUSH in two words");
        await("the last good value of file key");
        Files.writeString(key, "sk-HUSH-mended");
        await("each of 4 connections has what it needs");
    }

    private void await(String words) {
        Awaitility.await(words)
                .atMost(Duration.ofSeconds(20))
                .until(() -> edge.admin("/health/ready").body().contains(words));
    }
}
