package io.vectrail.replay.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectrail.replay.scope.Scope;
import io.vectrail.replay.search.ExportedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of all exports, with one for each: {@code job.json} says what it is, {@code content} is its file. Only its owner among the system's
 * users may read any of it.
 */
final class ExportFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ExportFolder.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String JOB = "job.json";
    private static final String CONTENT = "content";

    private final Path root;

    /** @throws UncheckedIOException when it is not there and cannot be made */
    ExportFolder(Path root) {
        this.root = root;
        try {
            make(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports, " + root + ", cannot be made", e);
        }
    }

    private static void make(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A job as it is kept, by these names and those of the enums: a version that knows others does not find it. Of one that is under way nothing is. */
    private record Job(
            String owner,
            String address,
            String reason,
            String asked,
            ExportFormat format,
            ExportedRows.Of of,
            Map<String, String> filter,
            Reads reads,
            Set<String> connections,
            Set<String> groups,
            @Nullable String ended,
            @Nullable String failure,
            long rows,
            long bytes,
            @Nullable String sha256,
            boolean caughtUp) {}

    private enum Reads {
        EVERYTHING,
        NOTHING,
        SOME
    }

    /** All that there are, as they were left. What cannot be read is told in the log and stays. */
    List<Export> all() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve(JOB)))
                    .flatMap(folder -> read(folder).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports, " + root + ", cannot be read", e);
        }
    }

    private static List<Export> read(Path folder) {
        try {
            Job job = JSON.readValue(folder.resolve(JOB).toFile(), Job.class);
            return List.of(new Export(folder.getFileName().toString(), order(job), state(job)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the export in {} cannot be read; delete the folder", folder, e);
            return List.of();
        }
    }

    private static ExportOrder order(Job job) {
        return new ExportOrder(
                job.owner(),
                job.address(),
                job.reason(),
                Instant.parse(job.asked()),
                job.format(),
                job.of(),
                job.filter(),
                switch (job.reads()) {
                    case EVERYTHING -> Scope.EVERYTHING;
                    case NOTHING -> Scope.NOTHING;
                    case SOME -> new Scope.Only(job.connections(), job.groups());
                });
    }

    private static ExportState state(Job job) {
        if (job.ended() == null) {
            return new ExportState.Waiting();
        }
        Instant ended = Instant.parse(job.ended());
        return job.sha256() == null
                ? new ExportState.Failed(ended, String.valueOf(job.failure()))
                : new ExportState.Done(ended, job.rows(), job.bytes(), job.sha256(), job.caughtUp());
    }

    /** Keeps what is known of one, at once or not at all. */
    void keep(Export export) {
        ExportOrder order = export.order();
        Scope.Only only = order.texts() instanceof Scope.Only some ? some : null;
        ExportState.Done done = export.state() instanceof ExportState.Done whole ? whole : null;
        ExportState.Failed failed = export.state() instanceof ExportState.Failed ended ? ended : null;
        Job job = new Job(
                order.owner(),
                order.address(),
                order.reason(),
                order.asked().toString(),
                order.format(),
                order.of(),
                order.filter(),
                switch (order.texts()) {
                    case Scope.Everything _ -> Reads.EVERYTHING;
                    case Scope.Nothing _ -> Reads.NOTHING;
                    case Scope.Only _ -> Reads.SOME;
                },
                only == null ? Set.of() : only.connections(),
                only == null ? Set.of() : only.groups(),
                done != null
                        ? done.ended().toString()
                        : failed != null ? failed.ended().toString() : null,
                failed == null ? null : failed.reason(),
                done == null ? 0 : done.rows(),
                done == null ? 0 : done.bytes(),
                done == null ? null : done.sha256(),
                done != null && done.caughtUp());
        Path folder = root.resolve(export.id());
        try {
            make(folder);
            Path fresh = folder.resolve(JOB + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(job));
            Files.move(fresh, folder.resolve(JOB), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be kept in " + root, e);
        }
    }

    Path content(Export export) {
        return root.resolve(export.id()).resolve(CONTENT);
    }

    /** Bytes of all files that are there. */
    long bytes() {
        // Of one that is deleted meanwhile the length is 0.
        try (Stream<Path> folders = Files.list(root)) {
            return folders.mapToLong(folder -> folder.resolve(CONTENT).toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports, " + root + ", cannot be read", e);
        }
    }

    /** The job last: of one without a file it is known that it has none. */
    void delete(Export export) {
        Path folder = root.resolve(export.id());
        try {
            for (Path file :
                    List.of(folder.resolve(CONTENT), folder.resolve(JOB + ".new"), folder.resolve(JOB), folder)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be deleted from " + root, e);
        }
    }
}
