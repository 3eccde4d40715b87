package io.vectrail.streams.rescore;

import io.vectrail.document.risk.RiskSettings;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be scored anew.
 *
 * @param configuration the streams processor's file
 * @param version the name that the scores bear
 * @param from exchanges since then
 * @param document that counts for all of them; empty: each is scored by the one that it carries
 */
public record RescoreOrder(Path configuration, String version, Instant from, Optional<Document> document) {

    /**
     * A gateway document.
     *
     * @param hash SHA-256 of its bytes, lower-case hex
     * @param settings what it says of risk
     */
    public record Document(String hash, RiskSettings settings) {}

    private static final String USAGE = "usage: --config FILE --version NAME --from TIME [--document FILE]";
    private static final Set<String> KEYS = Set.of("--config", "--version", "--from", "--document");

    /**
     * What these arguments ask for.
     *
     * @throws ConfigurationException when they are anything else, or the time lies ahead
     */
    public static RescoreOrder of(Clock clock, String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!KEYS.contains(arguments[i]) || i + 1 == arguments.length || given.containsKey(arguments[i])) {
                throw new ConfigurationException(USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        String document = given.get("--document");
        return new RescoreOrder(
                Path.of(needed(given, "--config")),
                version(needed(given, "--version")),
                time(needed(given, "--from"), clock),
                document == null ? Optional.empty() : Optional.of(document(Path.of(document))));
    }

    /** What has to be the same where a scoring goes on: whoever begins another under the same name would mix both. */
    String text() {
        return "from " + from
                + document.map(given -> " by the document " + given.hash()).orElse("");
    }

    private static String needed(Map<String, String> given, String key) {
        String value = given.get(key);
        if (value == null) {
            throw new ConfigurationException(USAGE);
        }
        return value;
    }

    private static String version(String name) {
        try {
            Names.check("a version", name);
            return name;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--version: " + e.getMessage());
        }
    }

    /** One that lies ahead scores nothing, and its name would be used up. */
    private static Instant time(String text, Clock clock) {
        try {
            Instant from = Instant.parse(text);
            if (from.isAfter(clock.instant())) {
                throw new ConfigurationException("--from: lies ahead, and nothing can have come since then");
            }
            return from;
        } catch (DateTimeParseException e) {
            throw new ConfigurationException("--from: must be a time such as 2026-11-01T00:00:00Z");
        }
    }

    private static Document document(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            RiskSettings settings = RiskSettings.of(content)
                    .orElseThrow(() -> new ConfigurationException(
                            file + ": its risk and alerts do not validate; ./vectrail config check says why"));
            return new Document(Sha256.hex(content), settings);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read");
        }
    }
}
