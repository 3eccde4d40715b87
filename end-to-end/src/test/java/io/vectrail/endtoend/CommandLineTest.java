package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The commands that README shows, run as it shows them. */
class CommandLineTest {

    private final Platform platform = Platform.shared();

    private record Done(int status, String out, String err) {}

    @Test
    void aTokenFromTheCommandLineIsAcceptedAndTheCallIsFoundBySearch() throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String token = vectrail("token", "--subject", "alice", "--group", "research")
                .out()
                .strip();
        HttpResponse<byte[]> answer = new EdgeClient(platform)
                .throughTheEdge(token, "{\"model\":\"text-embedding-3-small\",\"input\":\"" + word + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        String id = EdgeClient.exchange(answer);
        new ReplayApi(platform).awaitExchange(id);
        assertThat(vectrail("search", word).out()).contains(id).contains("alice");
        assertThat(vectrail("search", "--json", word).out())
                .contains("\"items\"")
                .contains(id);
        assertThat(vectrail("sessions", "list").out()).contains("alice");
        assertThat(vectrail("nearest", "--like", id).status()).isZero();
        assertThat(vectrail("replay", "--exchange", id).out()).contains("the same");
        assertThat(vectrail("nearest", "--text", word, "--connection", "openai", "--model", "text-embedding-3-small")
                        .out())
                .contains("same", id);
        Path file = Files.createTempDirectory("export").resolve("rows.ndjson");
        assertThat(vectrail("export", "--output", file.toString(), "--subject", "alice", word)
                        .out())
                .contains("1 rows");
        assertThat(Files.readString(file)).contains(id);
        assertThat(vectrail("status").out()).contains("healthy").contains("edge local runs it");
    }

    @Test
    void aDocumentIsComparedAppliedTriedAndFoundInTheHistory() throws Exception {
        PublishedConfig config = new PublishedConfig(platform);
        ReplayApi api = new ReplayApi(platform);
        String before = config.text();
        String first = api.json("/config/history/1").path("text").asText();
        Path draft = Files.createTempFile("gateway", ".yaml");
        try {
            String rule = "policies: [{name: no-%s, deny: {words: [%s]}, action: block}]\n";
            Files.writeString(draft, first + rule.formatted("zebras", "zebra"));
            Done differs = vectrail("config", "diff", draft.toString(), "--from", "1");
            assertThat(differs.status()).isEqualTo(1);
            assertThat(differs.out()).contains("+policies: [{name: no-zebras");
            Done applied = vectrail("config", "apply", draft.toString(), "--comment", "no zebras");
            assertThat(applied.status()).isZero();
            assertThat(applied.out()).contains("is published").contains("edge local runs it");
            assertThat(status("a zebra")).isEqualTo(403);
            assertThat(vectrail("config", "show").out()).isEqualTo(Files.readString(draft));
            assertThat(vectrail("config", "history").out()).contains("no zebras");

            Files.writeString(draft, first + rule.formatted("okapis", "okapi"));
            assertThat(vectrail("config", "apply", "--shadow", draft.toString()).status())
                    .isZero();
            assertThat(status("an okapi")).isEqualTo(200);
            assertThat(status("a zebra")).isEqualTo(403);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> api.json("/config/impact").toString().contains("no-okapis"));
            assertThat(vectrail("config", "impact").out()).contains("no-okapis");

            Files.writeString(draft, first + "policies: [{name: p, detect: [NO_SUCH_TYPE], action: block}]\n");
            Done refused = vectrail("config", "apply", draft.toString());
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("policies[0].detect[0]").contains("NO_SUCH_TYPE");
            assertThat(vectrail("config", "apply", draft.toString(), "--if-match", "0".repeat(64))
                            .status())
                    .isEqualTo(1);
        } finally {
            config.apply(before);
            Files.delete(draft);
        }
    }

    private int status(String text) throws IOException, InterruptedException {
        return new EdgeClient(platform)
                .throughTheEdge(
                        platform.token("alice", "research"),
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"" + text + "\"}")
                .statusCode();
    }

    @Test
    void aWrongUseIsStatusTwoAndSaysWhatIsRight() throws Exception {
        Done done = vectrail("serach", "x");
        assertThat(done.status()).isEqualTo(2);
        assertThat(done.err()).contains("search");
        assertThat(done.out()).isEmpty();
    }

    private Done vectrail(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(root().resolve("vectrail").toString()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("vectrail", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(platform.environment());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Done(process.exitValue(), out, Files.readString(errors));
    }

    static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
