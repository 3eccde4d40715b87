package io.vectrail.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The document of an edge under test. The edge reads it when it starts, so that a change counts from the next start on. */
final class DocumentFile {

    private final Path file;
    private final String target;
    private final String credential;
    private String connections = "";
    private String policies = "[]";
    private String detectors = "[]";
    private String revoked = "[]";

    /** One connection, {@code openai}, to this target with this credential. */
    DocumentFile(Path file, String target, String credential) throws IOException {
        this.file = file;
        this.target = target;
        this.credential = credential;
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        connection("models: [\"text-embedding-3-*\"]");
    }

    /**
     * One connection, {@code openai}.
     *
     * @param keys of the connection, with their values; where its calls go and with which credential unless some say so
     */
    void connection(String... keys) throws IOException {
        List<String> lines = new ArrayList<>(List.of("name: openai", "provider: openai"));
        if (Stream.of(keys).noneMatch(key -> key.startsWith("target"))) {
            lines.add("target: " + target);
        }
        if (Stream.of(keys).noneMatch(key -> key.startsWith("credential"))) {
            lines.add("credential: " + credential);
        }
        lines.addAll(List.of(keys));
        connections("  - " + String.join("\n", lines).indent(4).stripLeading());
    }

    /** @param list of all connections, in YAML, with two spaces before each line */
    void connections(String list) throws IOException {
        connections = list;
        write();
    }

    /** @param list of all policies, in YAML, on one line */
    void policies(String list) throws IOException {
        policies = list;
        write();
    }

    /** @param list of all detectors, in YAML, on one line */
    void detectors(String list) throws IOException {
        detectors = list;
        write();
    }

    /** @param list of all that is revoked, in YAML, on one line */
    void revoked(String list) throws IOException {
        revoked = list;
        write();
    }

    private void write() throws IOException {
        Files.writeString(
                file,
                "version: 1\nconnections:\n" + connections.stripTrailing() + "\npolicies: " + policies + "\ndetectors: "
                        + detectors + "\nrevoked: " + revoked);
    }
}
