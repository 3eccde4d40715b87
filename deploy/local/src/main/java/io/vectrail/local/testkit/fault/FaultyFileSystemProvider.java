package io.vectrail.local.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The real file system, with one folder on a {@link Disk}. A whole program gets it by {@code
 * -Djava.nio.file.spi.DefaultFileSystemProvider=io.vectrail.local.testkit.fault.FaultyFileSystemProvider}, together with {@link
 * #FOLDER}, {@link #CONTROL} and {@link #MARKS}. What goes through {@code java.io} or a mapping meets no fault.
 */
public final class FaultyFileSystemProvider extends FileSystemProvider {

    /** System property: the folder whose files meet faults. */
    public static final String FOLDER = "vectrail.fault.folder";

    /** System property: the {@link ControlFile}. */
    public static final String CONTROL = "vectrail.fault.control";

    /** System property: a folder that keeps how far each file was forced, for {@link PowerFailure}. */
    public static final String MARKS = "vectrail.fault.marks";

    private static final URI ROOT = URI.create("file:///");

    private final FileSystemProvider real;
    private final FaultyFileSystem system;
    private final Disk disk;

    /** As the JDK makes the default provider. @throws IOException when the folder for the marks cannot be made */
    public FaultyFileSystemProvider(FileSystemProvider real) throws IOException {
        this.real = real;
        this.system = new FaultyFileSystem(real.getFileSystem(ROOT), this);
        Path folder = property(FOLDER);
        this.disk = new Disk(folder, new ControlFile(property(CONTROL)), new Marks(folder, property(MARKS)));
    }

    FaultyFileSystemProvider(Path folder, Disk disk) {
        this.real = folder.getFileSystem().provider();
        this.system = new FaultyFileSystem(folder.getFileSystem(), this);
        this.disk = disk;
    }

    FaultyFileSystem system() {
        return system;
    }

    @Override
    public String getScheme() {
        return real.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) throws IOException {
        return real.newFileSystem(uri, settings);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return system.wrapped(real.getPath(uri));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path target = FaultyPath.real(path);
        if (!disk.holds(target)) {
            return real.newFileChannel(target, options, attributes);
        }
        boolean appends = options.contains(StandardOpenOption.APPEND);
        boolean writes = appends || options.contains(StandardOpenOption.WRITE);
        boolean made = writes && !Files.exists(target);
        FileChannel channel = real.newFileChannel(target, options, attributes);
        if (writes) {
            disk.marks().opened(target, made, channel.size());
            if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                disk.marks().cut(target, 0);
            }
        }
        return new FaultyFileChannel(channel, target, disk, appends);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        boolean reads = !options.contains(StandardOpenOption.WRITE) && !options.contains(StandardOpenOption.APPEND);
        Path target = FaultyPath.real(path);
        return reads || !disk.holds(target)
                ? real.newByteChannel(target, options, attributes)
                : newFileChannel(path, options, attributes);
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return real.newInputStream(FaultyPath.real(path), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return new WrappedDirectory(
                real.newDirectoryStream(FaultyPath.real(directory), one -> filter.accept(system.wrapped(one))), system);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        real.createDirectory(FaultyPath.real(directory), attributes);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        real.createSymbolicLink(FaultyPath.real(link), FaultyPath.real(target), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        real.createLink(FaultyPath.real(link), FaultyPath.real(existing));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return system.wrapped(real.readSymbolicLink(FaultyPath.real(link)));
    }

    @Override
    public void delete(Path path) throws IOException {
        Path target = FaultyPath.real(path);
        if (!disk.holds(target)) {
            real.delete(target);
            return;
        }
        long size = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) ? Files.size(target) : 0;
        real.delete(target);
        disk.grew(-size);
        disk.marks().deleted(target);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        real.copy(FaultyPath.real(source), FaultyPath.real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        Path from = FaultyPath.real(source);
        Path to = FaultyPath.real(target);
        boolean replaced = Files.exists(to);
        real.move(from, to, options);
        if (disk.holds(from) && disk.holds(to)) {
            disk.marks().moved(from, to, replaced);
        }
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(FaultyPath.real(one), FaultyPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(FaultyPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        Path target = FaultyPath.real(path);
        FileStore store = real.getFileStore(target);
        return disk.holds(target) ? new FaultyFileStore(store, disk) : store;
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(FaultyPath.real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(FaultyPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(FaultyPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(FaultyPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(FaultyPath.real(path), attribute, value, options);
    }

    private Path property(String name) {
        String value =
                Objects.requireNonNull(System.getProperty(name), () -> "the system property " + name + " is missing");
        return system.getPath(value) instanceof FaultyPath path ? FaultyPath.real(path) : system.getPath(value);
    }
}
