package io.vectrail.runtime.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * YAML bound to records, strictly: an unknown or duplicate key, a wrong type or a value that the record's constructor
 * refuses is an error that names file, line and key, and never quotes a value: it may be a secret in the wrong place.
 * Files over 1 MiB are refused.
 */
public final class StrictYaml {

    private static final int MOST_BYTES = 1 << 20;

    static final LoaderOptions LOADER = loader();
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
     * Reads a text as it stands: placeholders stay what they are, for the reader to give a meaning to.
     *
     * @param name how errors call it
     * @throws ConfigurationException when it does not fit {@code type}
     */
    public static <T> T read(String name, String text, Class<T> type) {
        return bind(name, text, type, UnaryOperator.identity());
    }

    /**
     * Reads a text as it stands, for whoever goes on to check what it says.
     *
     * @param problems where it is noted what does not fit {@code type}: the first alone, since what is behind it cannot be told
     * @return null when it does not fit
     */
    public static <T> @Nullable T read(String text, Class<T> type, Problems problems) {
        return bind(text, type, UnaryOperator.identity(), problems);
    }

    private static <T> T bind(String name, String text, Class<T> type, UnaryOperator<String> resolve) {
        Problems problems = new Problems();
        T value = bind(text, type, resolve, problems);
        if (value == null) {
            throw new ConfigurationException(problems.in(text).getFirst().text(name));
        }
        return value;
    }

    private static <T> @Nullable T bind(String text, Class<T> type, UnaryOperator<String> resolve, Problems problems) {
        try {
            return type.cast(bind(text, MAPPER.readerFor(type), resolve));
        } catch (MismatchedInputException e) {
            // A misspelt key leaves the right one empty, and Jackson complains of that first; people want the
            // misspelling.
            note(misspelt(text, type, resolve).orElse(e), problems);
        } catch (JsonProcessingException e) {
            note(e, problems);
        } catch (IOException e) {
            problems.add("cannot be read: " + e.getMessage());
        }
        return null;
    }

    private static Optional<JsonProcessingException> misspelt(
            String text, Class<?> type, UnaryOperator<String> resolve) {
        try {
            Object _ = bind(
                    text, MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES), resolve);
            return Optional.empty();
        } catch (UnrecognizedPropertyException e) {
            return Optional.of(e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Object bind(String text, ObjectReader reader, UnaryOperator<String> resolve) throws IOException {
        try (JsonParser parser = new InterpolatingParser(MAPPER.createParser(text), resolve)) {
            Object value = reader.readValue(parser);
            if (value == null) {
                throw new JsonParseException(parser, "is empty");
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(
                        parser, "holds more than one YAML document; keep only the first, without another '---'");
            }
            return value;
        }
    }

    private static void note(JsonProcessingException e, Problems problems) {
        JsonLocation at = e.getLocation();
        List<Step> path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(StrictYaml::step).toList()
                : List.of();
        problems.add(path, at == null ? 0 : at.getLineNr(), Reasons.of(e));
    }

    private static Step step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null
                ? new Step.Item(reference.getIndex())
                : new Step.Key(reference.getFieldName());
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
