package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
        assertThat(vectrail("status").out()).contains("edge").contains("healthy");
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
