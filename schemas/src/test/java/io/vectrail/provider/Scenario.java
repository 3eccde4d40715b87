package io.vectrail.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One file below {@code providers/<provider>/}: a body as its source documents it, and what is in it. What is not named is
 * not looked at, but the lists, which default to empty.
 *
 * @param source where the body is documented
 * @param settings what the connection tells the codec
 * @param path with which it is sent
 * @param operation its name
 * @param request of a response: what was asked
 * @param body a request or a response
 * @param bodies that are refused
 * @param texts of each input
 * @param tokens number of token ids of each input, where there are any
 * @param media of all inputs: media type, size
 * @param free strings beside the inputs that a rule may mask: field, text
 * @param structural strings that it may not: field, text
 * @param masked the body with every text that may be masked replaced by {@code <MASKED>}
 * @param vectors of the response
 * @param zeroed the body with the first component of each vector set to 0, or to -1 where it is a sign
 */
record Scenario(
        String source,
        @Nullable Map<String, String> settings,
        String path,
        @Nullable String operation,
        @Nullable String request,
        String body,
        @Nullable List<String> bodies,
        @Nullable String model,
        @Nullable List<String> texts,
        @Nullable List<Integer> tokens,
        @Nullable List<List<Object>> media,
        @Nullable List<List<String>> free,
        @Nullable List<List<String>> structural,
        @Nullable Integer dimensions,
        @Nullable String masked,
        @Nullable List<Vectors> vectors,
        @Nullable Long promptTokens,
        @Nullable Long totalTokens,
        @Nullable String zeroed,
        @Nullable Integer status,
        @Nullable String code) {

    /** A vector as a scenario has it. */
    record Vectors(
            int item,
            String type,
            List<Float> components,
            @Nullable List<Integer> indices) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** All scenarios of a folder such as {@code openai/request}, by file name. */
    static Stream<Map.Entry<String, Scenario>> of(String folder) {
        Path files = Path.of("src/test/resources/providers").resolve(folder);
        if (!Files.isDirectory(files)) {
            return Stream.of();
        }
        try (Stream<Path> found = Files.list(files)) {
            return found.sorted().map(file -> Map.entry(file.getFileName().toString(), read(file))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path file) {
        try {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return MAPPER.convertValue(yaml, Scenario.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(file + " is no scenario", e);
        }
    }

    ProviderCodec codec(String provider) {
        return ProviderCodecs.of(provider, settings == null ? Map.of() : settings)
                .orElseThrow();
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
