package io.vectrail.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectrail.local.testkit.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider's key is registered by people who cannot read it back, and calls pass with it. */
class SealedCredentialTest {

    private static final String BODY = "{\"model\":\"text-embedding-3-small\",\"input\":\"the night train\"}";

    private final Platform platform = Platform.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final PublishedConfig config = new PublishedConfig(platform);
    private final String before = config.text();

    @AfterEach
    void putBack() {
        config.apply(before);
    }

    @Test
    void aKeySealedByTheCommandOrTheApiOpensTheProviderAndStandsNowhere() throws Exception {
        String key = platform.upstreamBearer();
        config.apply("""
                version: 1
                connections:
                  - { name: openai, provider: openai, target: "%1$s", credential: "%2$s" }
                  - { name: second, provider: openai, target: "%1$s", credential: "%3$s" }
                """.formatted(
                        platform.upstreamUrl(), sealedByTheCommand("openai", key), sealedByTheApi("second", key)));
        assertThat(status("openai")).isEqualTo(200);
        assertThat(status("second")).isEqualTo(200);
        assertThat(filesWith(key))
                .containsExactlyInAnyOrder(Path.of("upstream/credential"), Path.of("credentials/demo-upstream"));
        Path keyset = platform.home().resolve("sealing/private.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset)))
                .isEqualTo("rw-------");
    }

    private int status(String connection) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(platform.edgeUrl() + "/" + connection + "/v1/embeddings"))
                                .header("Authorization", "Bearer " + platform.token("alice", "research"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(BODY))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String sealedByTheApi(String connection, String key) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(platform.replayUrl() + "/api/v1/sealed-credentials"))
                        .header("Authorization", "Bearer " + platform.token("paula", "policy-admins"))
                        .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of(
                                "connection", connection, "targets", List.of(platform.upstreamUrl()), "secret", key))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body()).get("sealed").textValue();
    }

    /** Nothing else may go to its output. */
    private String sealedByTheCommand(String connection, String key) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                CommandLineTest.root().resolve("vectrail").toString(),
                "seal",
                "--connection",
                connection,
                "--target",
                platform.upstreamUrl());
        builder.environment().putAll(platform.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = process.getOutputStream()) {
            in.write((key + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(printed).matches("sealed:[A-Za-z0-9_-]+\n");
        return printed.strip();
    }

    /** Journal, broker, archive, logs and configuration; not the programs' jars. */
    private List<Path> filesWith(String key) throws IOException {
        Path home = platform.home();
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(home.resolve("programs"))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && holds(file, key)) {
                    found.add(home.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                return unlessGone(e);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                return e == null ? FileVisitResult.CONTINUE : unlessGone(e);
            }
        });
        return found;
    }

    /** The engines move and delete files and folders, such as those of a merge, while we look. */
    private static FileVisitResult unlessGone(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    private static boolean holds(Path file, String key) throws IOException {
        try {
            return Files.size(file) < 256 << 20
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(key);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
