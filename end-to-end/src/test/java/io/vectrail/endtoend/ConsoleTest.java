package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The console in a real browser: sign in, search, open an exchange; accessible, and nothing against the page's policy. */
class ConsoleTest {

    private final Platform platform = Platform.shared();

    @Test
    void anAuditorSignsInSearchesAndOpensAnExchange() throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<byte[]> answer = new EdgeClient(platform)
                .throughTheEdge(
                        platform.token("alice", "research"),
                        "{\"model\":\"text-embedding-3-small\",\"input\":\"please file the " + word + " report\"}");
        new ReplayApi(platform).awaitExchange(EdgeClient.exchange(answer));
        Path web = CommandLineTest.root().resolve("replay-service/src/main/web");
        ProcessBuilder builder = new ProcessBuilder("node", "e2e/console.mjs")
                .directory(web.toFile())
                .redirectErrorStream(true);
        builder.environment().put("VECTRAIL_CONSOLE_URL", platform.replayUrl());
        builder.environment().put("VECTRAIL_TOKEN", platform.token("auditor", "auditors"));
        builder.environment().put("VECTRAIL_ADMIN_TOKEN", platform.token("paula", "policy-admins"));
        builder.environment().put("VECTRAIL_PASSCODE", platform.passcode());
        builder.environment().put("VECTRAIL_WORD", word);
        builder.environment()
                .put(
                        "VECTRAIL_SHOTS",
                        Files.createDirectories(Path.of("target/screenshots"))
                                .toAbsolutePath()
                                .toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
    }
}
