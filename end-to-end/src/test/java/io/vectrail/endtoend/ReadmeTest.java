package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README says to type works as it is typed. Only the ports are those of the platform under test. */
class ReadmeTest {

    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    private final Platform platform = Platform.shared();

    @Test
    void everyShellBlockRuns() throws Exception {
        List<String> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(1);
        for (String block : blocks) {
            run(block.replace("http://127.0.0.1:8080", platform.edgeUrl())
                    .replace("http://127.0.0.1:8090", platform.replayUrl()));
        }
    }

    @Test
    void theTwoCommandsAreNamed() throws IOException {
        assertThat(readme()).contains("./vectrail up").contains("./vectrail test");
    }

    private void run(String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile("readme", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(CommandLineTest.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(platform.environment());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(script + "\n" + Files.readString(out))
                .isZero();
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = SHELL_BLOCK.matcher(readme());
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static String readme() throws IOException {
        return Files.readString(CommandLineTest.root().resolve("README.md"));
    }
}
