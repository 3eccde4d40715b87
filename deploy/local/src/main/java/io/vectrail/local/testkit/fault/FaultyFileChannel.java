package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or folder of a {@link Disk}. What is written through a mapping meets no fault, and no mark is kept of it. */
final class FaultyFileChannel extends FileChannel {

    private final FileChannel file;
    private final Path path;
    private final Disk disk;
    private final boolean appends;

    FaultyFileChannel(FileChannel file, Path path, Disk disk, boolean appends) {
        this.file = file;
        this.path = path;
        this.disk = disk;
        this.appends = appends;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        long at = appends ? file.size() : file.position();
        return written(source, at, file::write);
    }

    @Override
    public synchronized int write(ByteBuffer source, long at) throws IOException {
        return written(source, appends ? file.size() : at, part -> file.write(part, at));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += write(sources[i]);
            if (sources[i].hasRemaining()) {
                break;
            }
        }
        return sum;
    }

    @Override
    public synchronized long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        long before = file.size();
        long overwriting = Math.clamp(before - at, 0, count);
        long admitted = disk.admit(count - overwriting);
        long moved = file.transferFrom(source, at, overwriting + admitted);
        disk.marks().written(path, at, at + moved);
        disk.grew(file.size() - before);
        return moved;
    }

    @Override
    public synchronized FileChannel truncate(long size) throws IOException {
        long before = file.size();
        file.truncate(size);
        disk.grew(Math.min(0, size - before));
        disk.marks().cut(path, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.force(path, file, metaData);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        return file.read(target, at);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return file.read(targets, offset, length);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long at) throws IOException {
        file.position(at);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(at, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) throws IOException {
        return file.map(mode, at, size);
    }

    @Override
    public MemorySegment map(MapMode mode, long at, long size, Arena arena) throws IOException {
        return file.map(mode, at, size, arena);
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        return file.lock(at, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long at, long size, boolean shared) throws IOException {
        return file.tryLock(at, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @FunctionalInterface
    private interface Write {
        int of(ByteBuffer part) throws IOException;
    }

    /** Writes as much as the quota lets, as a real disk does: what follows the last byte that fits fails. */
    private int written(ByteBuffer source, long at, Write write) throws IOException {
        long size = file.size();
        long end = at + source.remaining();
        long growth = Math.max(0, end - size);
        long missing = growth - disk.admit(growth);
        ByteBuffer part = source.slice(source.position(), (int) Math.max(0, source.remaining() - missing));
        disk.marks().written(path, at, at + part.remaining());
        int count = write.of(part);
        source.position(source.position() + count);
        disk.grew(Math.max(0, at + count - size));
        return count;
    }
}
