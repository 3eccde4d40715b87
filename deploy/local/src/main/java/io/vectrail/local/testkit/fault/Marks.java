package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far each file of a folder was forced, kept in a folder of its own: 32 bytes for each, written over in place, so that a killed
 * program leaves them as they were. Only files that were opened for writing have one. Thread-safe.
 */
final class Marks {

    private static final int BYTES = 32;

    private final Path folder;
    private final Path kept;
    private final Map<Path, Mark> known = new TreeMap<>();
    private final Set<Path> lost = new TreeSet<>();

    Marks(Path folder, Path kept) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.kept = kept;
        Files.createDirectories(kept);
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                ByteBuffer mark = ByteBuffer.wrap(Files.readAllBytes(file));
                if (mark.remaining() == BYTES) {
                    known.put(
                            fileOf(file),
                            new Mark(mark.getLong(), mark.getLong(), mark.getLong(), mark.getLong() == 1));
                }
            }
        }
    }

    synchronized List<Path> files() {
        return new ArrayList<>(known.keySet());
    }

    synchronized @Nullable Mark of(Path file) {
        return known.get(key(file));
    }

    /** What a file has when nobody has written to it yet: everything, if it was there. */
    synchronized void opened(Path file, boolean made, long size) {
        if (!known.containsKey(key(file))) {
            put(key(file), made ? Mark.UNNAMED : Mark.whole(size));
        }
    }

    synchronized void written(Path file, long from, long to) {
        Mark mark = known.get(key(file));
        if (mark != null) {
            change(key(file), mark, mark.written(from, to));
        }
    }

    synchronized void cut(Path file, long size) {
        Mark mark = known.get(key(file));
        if (mark != null) {
            lost.removeIf(one -> one.equals(key(file)) && size <= mark.forced());
            change(key(file), mark, mark.upTo(size));
        }
    }

    /** A force of it failed: the system may have dropped what it could not write, so no later force makes up for it. */
    synchronized void lost(Path file) {
        lost.add(key(file));
    }

    synchronized void forced(Path file, long size) {
        Mark mark = known.get(key(file));
        if (mark != null && !lost.contains(key(file))) {
            change(key(file), mark, mark.forcedTo(size));
        }
    }

    synchronized void namesForced(Path directory) {
        Path parent = key(directory);
        for (Path file : files()) {
            Mark mark = known.get(file);
            if (mark != null && parent.equals(file.getParent())) {
                change(file, mark, mark.withName());
            }
        }
    }

    synchronized void moved(Path source, Path target, boolean replaced) {
        Mark mark = known.get(key(source));
        Mark former = known.get(key(target));
        if (mark != null) {
            boolean named = replaced && (former == null || former.named());
            put(key(target), new Mark(mark.forced(), mark.dirtyFrom(), mark.dirtyTo(), named));
        }
        deleted(source);
    }

    synchronized void deleted(Path file) {
        lost.remove(key(file));
        if (known.remove(key(file)) != null) {
            try {
                Files.deleteIfExists(keptFor(key(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void change(Path file, Mark before, Mark after) {
        if (!before.equals(after)) {
            put(file, after);
        }
    }

    private void put(Path file, Mark mark) {
        known.put(file, mark);
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(mark.forced())
                .putLong(mark.dirtyFrom())
                .putLong(mark.dirtyTo())
                .putLong(mark.named() ? 1 : 0)
                .flip();
        try (FileChannel channel =
                FileChannel.open(keptFor(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private Path keptFor(Path file) {
        return kept.resolve(
                folder.relativize(file).toString().replace("%", "%25").replace("/", "%2F"));
    }

    private Path fileOf(Path keptFile) {
        return folder.resolve(
                keptFile.getFileName().toString().replace("%2F", "/").replace("%25", "%"));
    }
}
