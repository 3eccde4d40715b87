package io.vectrail.edge.document;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.document.CheckedDocument;
import io.vectrail.document.DocumentReader;
import io.vectrail.runtime.config.ConfigurationException;
import io.vectrail.runtime.digest.Sha256;
import io.vectrail.runtime.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good document on this edge's disk, so that it starts without Kafka: {@code gateway.yaml}, beside it {@code trial.yaml} where one is on
 * trial, and {@code published.json} that says which revisions they are. Somebody may put {@code gateway.yaml} there by hand: it serves
 * until a revision is published.
 */
final class LastGood {

    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final DocumentReader reader;

    LastGood(Path folder, DocumentReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /**
     * Which revisions lie there.
     *
     * @param hash of the one in force; another file under its name was put there by hand
     * @param trialHash null where none is on trial
     */
    private record Published(
            long revision,
            String hash,
            long trialRevision,
            @Nullable String trialHash) {}

    /**
     * What lies there; nothing where there is no file.
     *
     * @throws ConfigurationException when it was put there by hand, before anything was published, and cannot be read or does not validate
     */
    Running recall() {
        byte[] bytes = read("gateway.yaml");
        if (bytes == null) {
            return Running.NOTHING;
        }
        Published published = published();
        boolean ours = published != null && published.hash().equals(Sha256.hex(bytes));
        CheckedDocument document;
        try {
            document = reader.read(folder.resolve("gateway.yaml").toString(), bytes);
        } catch (ConfigurationException e) {
            // Whoever writes the first one by hand is there to mend it.
            if (published == null) {
                throw e;
            }
            // Kafka has one that does, and until it was read nothing passes.
            LOG.error(
                    ours
                            ? "the last good document does not validate any more: {}"
                            : "the last good document was changed on the disk and does not validate: {}",
                    e.getMessage());
            return Running.NOTHING;
        }
        if (published == null || !ours) {
            return new Running(document, 0, 0);
        }
        CheckedDocument trial = published.trialHash() == null ? null : trial();
        return trial != null && trial.hash().equals(published.trialHash())
                ? new Running(document.beside(trial.onTrial()), published.revision(), published.trialRevision())
                : new Running(document, published.revision(), 0);
    }

    /** One on trial keeps nobody from starting. */
    private @Nullable CheckedDocument trial() {
        try {
            byte[] bytes = read("trial.yaml");
            return bytes == null
                    ? null
                    : reader.read(folder.resolve("trial.yaml").toString(), bytes);
        } catch (ConfigurationException e) {
            return null;
        }
    }

    /**
     * Keeps it. The file that says which revisions they are comes last: whoever dies in between finds files that it does not
     * speak of, and follows the topic anew.
     *
     * @param text of the document in force
     * @param trial of the one on trial; null where there is none
     */
    void keep(Running running, byte[] text, byte @Nullable [] trial) throws IOException {
        Files.createDirectories(folder);
        keepWhatSomebodyPutThere(text);
        WholeFile.writeSecret(folder.resolve("gateway.yaml"), text);
        if (trial != null) {
            WholeFile.writeSecret(folder.resolve("trial.yaml"), trial);
        } else {
            Files.deleteIfExists(folder.resolve("trial.yaml"));
        }
        CheckedDocument document = running.document();
        Published published = new Published(
                running.revision(),
                document.hash(),
                running.trialRevision(),
                document.trial() == null ? null : document.trial().hash());
        WholeFile.writeSecret(folder.resolve("published.json"), JSON.writeValueAsString(published));
    }

    /** What was published takes the place of a file that somebody wrote by hand, which is not lost. */
    private void keepWhatSomebodyPutThere(byte[] text) throws IOException {
        byte[] there = read("gateway.yaml");
        Published published = published();
        if (there != null
                && !Arrays.equals(there, text)
                && (published == null || !published.hash().equals(Sha256.hex(there)))) {
            WholeFile.writeSecret(folder.resolve("gateway.replaced.yaml"), there);
            LOG.warn(
                    "{} was written by hand and gave way to what is published; it is kept as gateway.replaced.yaml, and"
                            + " config apply publishes it",
                    folder.resolve("gateway.yaml"));
        }
    }

    private @Nullable Published published() {
        byte[] bytes = read("published.json");
        try {
            return bytes == null ? null : JSON.readValue(bytes, Published.class);
        } catch (IOException e) {
            // Then they were put there by hand, as far as anybody knows.
            return null;
        }
    }

    private byte @Nullable [] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ConfigurationException(folder.resolve(name) + ": cannot be read: " + e.getMessage());
        }
    }
}
