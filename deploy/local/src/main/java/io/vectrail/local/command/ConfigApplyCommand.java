package io.vectrail.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.vectrail.local.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a document. */
@Command(
        name = "apply",
        description = {
            "Publish a gateway document, which every edge then takes into force.",
            "It is checked whole before. What does not validate changes nothing."
        },
        footer =
                "Status 0: it is published, and every edge that is heard of runs it. Status 1: it is not, or an edge does not run it.")
final class ConfigApplyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file = Path.of("");

    @Option(
            names = "--shadow",
            description = "Evaluate it beside the one in force and record what it would do; enforce nothing of it. It"
                    + " ends with the next document that is applied.")
    private boolean shadow;

    @Option(names = "--comment", defaultValue = "", paramLabel = "WORDS", description = "Why, for the history.")
    private String comment = "";

    @Option(
            names = "--if-match",
            paramLabel = "HASH",
            description = "Only if this is the document that is there, as config show --hash printed it when you began."
                    + " Default: whichever is there now.")
    private @Nullable String expected;

    @Option(names = "--json", description = "Print what the API answers.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        ReplayApi api = ReplayApi.asPolicyAdmin(Surroundings.present());
        byte[] content = content();
        String there = expected == null ? PublishedConfig.hash(api, shadow) : expected;
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("shadow", shadow ? "true" : "");
        parameters.put("comment", comment);
        ReplayApi.Answer answer = api.put(
                "config",
                parameters,
                content,
                there.isEmpty() ? "If-None-Match" : "If-Match",
                there.isEmpty() ? "*" : '"' + there + '"');
        if (answer.status() == 422) {
            PublishedConfig.problems(answer.json(), file).forEach(System.err::println);
            return 1;
        }
        JsonNode revision = api.good(answer).json();
        if (json) {
            System.out.println(answer.text());
        } else {
            System.out.println("revision " + revision.path("revision").asLong() + " is published"
                    + (shadow ? ", in shadow: " : ": ") + revision.path("hash").asText());
        }
        return awaitEdges(api) ? 0 : 1;
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new PlatformException(file + ": no such file", e);
        } catch (IOException e) {
            throw new PlatformException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Edges take it within a second, and the time that its patterns take; one that cannot says why. */
    private boolean awaitEdges(ReplayApi api) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        JsonNode edges = PublishedConfig.edges(api);
        while (PublishedConfig.anyLagging(edges) && !PublishedConfig.anyRefusing(edges) && System.nanoTime() < until) {
            Thread.sleep(200);
            edges = PublishedConfig.edges(api);
        }
        if (!json) {
            edges.forEach(edge -> System.out.println("  " + PublishedConfig.words(edge)));
        }
        return !PublishedConfig.anyLagging(edges);
    }
}
