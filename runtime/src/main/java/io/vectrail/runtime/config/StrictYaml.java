package io.vectrail.runtime.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * YAML bound to records, strictly: an unknown or duplicate key, a wrong type or a value that the record's constructor
 * refuses is an error that names file, line and key, and never quotes a value: it may be a secret in the wrong place.
 * Files over 1 MiB are refused.
 */
public final class StrictYaml {

    private static final int MOST_BYTES = 1 << 20;

    private static final LoaderOptions LOADER = loader();
    private static final YAMLMapper MAPPER = mapper();

    private StrictYaml() {}

    /**
     * Reads a program's configuration. Every value may hold {@code ${env:NAME}} and {@code ${file:PATH}}.
     *
     * @param environment looks a variable up; {@link System#getenv(String)} in production
     * @throws ConfigurationException when the file cannot be read or does not fit {@code type}
     */
    public static <T> T load(Path file, Class<T> type, Map<String, String> environment) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return bind(file.toString(), text, type, new Interpolation(environment)::resolve);
    }

    /**
     * Reads a document as it stands: placeholders stay what they are, for the reader to give a meaning to.
     *
     * @param name how errors call it
     * @throws ConfigurationException when it does not fit {@code type}
     */
    public static <T> T read(String name, String text, Class<T> type) {
        return bind(name, text, type, UnaryOperator.identity());
    }

    private static <T> T bind(String name, String text, Class<T> type, UnaryOperator<String> resolve) {
        try {
            return type.cast(bind(name, text, MAPPER.readerFor(type), resolve));
        } catch (MismatchedInputException e) {
            // A misspelt key leaves the right one empty, and Jackson complains of that first; people want the
            // misspelling.
            throw new ConfigurationException(
                    describe(name, text, misspelt(name, text, type, resolve).orElse(e)));
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(describe(name, text, e));
        } catch (IOException e) {
            throw new ConfigurationException(name + ": " + e.getMessage());
        }
    }

    private static <T> Optional<JsonProcessingException> misspelt(
            String name, String text, Class<T> type, UnaryOperator<String> resolve) throws ConfigurationException {
        try {
            Object _ = bind(
                    name,
                    text,
                    MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES),
                    resolve);
            return Optional.empty();
        } catch (UnrecognizedPropertyException e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Object bind(String name, String text, ObjectReader reader, UnaryOperator<String> resolve)
            throws IOException {
        try (JsonParser parser = new InterpolatingParser(MAPPER.createParser(text), resolve)) {
            Object value = reader.readValue(parser);
            if (value == null) {
                throw new ConfigurationException(name + ": is empty");
            }
            if (parser.nextToken() != null) {
                throw new ConfigurationException(
                        name + ": holds more than one YAML document; keep only the first, without another '---'");
            }
            return value;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigurationException(file + ": is larger than 1 MiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": no such file; name the configuration with --config FILE");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static String describe(String name, String text, JsonProcessingException e) {
        int line = line(text, e);
        String place = line == 0 ? name : name + ":" + line;
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        String key = path.isEmpty() ? "" : path + ": ";
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return place + ": unknown key " + path + "; known here: " + known;
        }
        if (e instanceof InvalidNullException) {
            return place + ": " + path + " has no value; give it one, or leave its key out";
        }
        return place + ": " + key + reason(e);
    }

    private static int line(String text, JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            try {
                return YamlPlace.line(text, mapping.getPath(), LOADER);
            } catch (YAMLException broken) {
                // Further down the text is no YAML at all; the parser's own place will do.
            }
        }
        JsonLocation at = e.getLocation();
        return at == null ? 0 : at.getLineNr();
    }

    private static String reason(JsonProcessingException e) {
        Throwable cause = e.getCause();
        while (cause != null) {
            if ((cause instanceof IllegalArgumentException && ours(cause)) || cause instanceof ConfigurationException) {
                return firstLine(cause.getMessage());
            }
            cause = cause.getCause();
        }
        return e instanceof MismatchedInputException mismatch
                ? ExpectedValue.words(mismatch)
                : firstLine(e.getOriginalMessage());
    }

    /** What others throw may quote the value, as java.net.URI does. */
    private static boolean ours(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().startsWith("io.vectrail.");
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "cannot be read" : message.lines().findFirst().orElse("cannot be read");
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static LoaderOptions loader() {
        LoaderOptions loader = new LoaderOptions();
        loader.setCodePointLimit(MOST_BYTES);
        loader.setAllowDuplicateKeys(false);
        loader.setMaxAliasesForCollections(20);
        loader.setNestingDepthLimit(50);
        return loader;
    }

    private static YAMLMapper mapper() {
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(LOADER).build();
        return YAMLMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .addModule(new JavaTimeModule())
                .addModule(Sizes.module())
                .build();
    }
}
