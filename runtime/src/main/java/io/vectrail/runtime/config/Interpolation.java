package io.vectrail.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves {@code ${env:NAME}} and {@code ${file:PATH}} in a value. A file's last line end is not part of its value. */
final class Interpolation {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> environment;

    Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    String resolve(String value) {
        if (!value.contains("${")) {
            return value;
        }
        return PLACEHOLDER.matcher(value).replaceAll(match -> Matcher.quoteReplacement(lookUp(match.group(1))));
    }

    private String lookUp(String reference) {
        if (reference.startsWith("env:")) {
            String name = reference.substring("env:".length());
            String found = environment.get(name);
            if (found == null) {
                throw new ConfigurationException("the environment has no variable " + name + "; set it");
            }
            return found;
        }
        if (reference.startsWith("file:")) {
            return content(Path.of(reference.substring("file:".length())));
        }
        throw new ConfigurationException("${" + reference + "} is neither ${env:NAME} nor ${file:PATH}");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "${file:" + file + "} cannot be read; check that it exists and may be read");
        }
    }
}
