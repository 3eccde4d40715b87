package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Does to the files of a program that was killed what a power failure may have done: any of what was not forced is gone, or zero, or
 * something else. It draws from a seed, so that it can be repeated.
 */
public final class PowerFailure {

    private PowerFailure() {}

    /** How a file's unforced end was left. */
    public enum Kind {
        /** The name was never forced: the file is gone. */
        GONE,
        /** Cut off. */
        CUT,
        /** Zeros from there to its former end. */
        ZEROS,
        /** Whatever the disk had there, to its former end. */
        GARBAGE
    }

    /**
     * What became of one file.
     *
     * @param from the first byte that is no longer what was written
     * @param size the file's size before
     */
    public record Damage(Path file, Kind kind, long from, long size) {}

    /**
     * Strikes the files of {@code folder} whose marks are in {@code marks}. No program has them open.
     *
     * @return what was done, in the files' order
     */
    public static List<Damage> strike(Path folder, Path marks, RandomGenerator random) throws IOException {
        Marks known = new Marks(folder, marks);
        List<Damage> all = new ArrayList<>();
        for (Path file : known.files()) {
            Mark mark = known.of(file);
            if (mark == null || !Files.exists(file)) {
                continue;
            }
            Damage damage = strike(file, mark, random);
            if (damage != null) {
                all.add(damage);
            }
            known.deleted(file); // what is left of it is on the disk
        }
        return all;
    }

    private static @Nullable Damage strike(Path file, Mark mark, RandomGenerator random) throws IOException {
        long size = Files.size(file);
        if (!mark.named() && random.nextBoolean()) {
            Files.delete(file);
            return new Damage(file, Kind.GONE, 0, size);
        }
        Damage over = mark.dirty() ? revert(file, mark, size, random) : null;
        if (size <= mark.forced()) {
            return over;
        }
        long from = random.nextLong(mark.forced(), size);
        Kind kind = List.of(Kind.CUT, Kind.CUT, Kind.ZEROS, Kind.GARBAGE).get(random.nextInt(4));
        if (kind == Kind.CUT) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(from);
            }
        } else {
            overwrite(file, from, size, kind, random);
        }
        // Struck twice, a file is no longer what was written from the first place on.
        return new Damage(file, kind, over == null ? from : Math.min(over.from(), from), size);
    }

    /** What was written over forced bytes, and not forced since: as much of its end as chance wants is zero. */
    private static Damage revert(Path file, Mark mark, long size, RandomGenerator random) throws IOException {
        long from = random.nextLong(mark.dirtyFrom(), mark.dirtyTo());
        overwrite(file, from, Math.min(mark.dirtyTo(), size), Kind.ZEROS, random);
        return new Damage(file, Kind.ZEROS, from, size);
    }

    private static void overwrite(Path file, long from, long to, Kind kind, RandomGenerator random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] block = new byte[1 << 16];
            for (long at = from; at < to; ) {
                int length = (int) Math.min(block.length, to - at);
                if (kind == Kind.GARBAGE) {
                    random.nextBytes(block);
                }
                at += channel.write(ByteBuffer.wrap(block, 0, length), at);
            }
        }
    }
}
