package io.vectrail.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A credential that follows a file in the operator's folder. A file that cannot be used any more leaves the last good value
 * in force. Whoever looks does so from one thread; the value is for all.
 *
 * <p>Links are followed at every look, since Kubernetes swaps a whole folder of secrets by one link ({@code ..data}), and
 * must not lead out of the folder at any of them.
 */
final class CredentialFile {

    /** Largest file. */
    private static final int MOST_BYTES = 64 << 10;

    /** Values that are looked for in answers: an upstream that quotes may quote one that it was shown a while ago. */
    private static final int MOST_KNOWN = 4;

    private final @Nullable Path folder;
    private final String name;
    private final CredentialReading reading;
    private volatile List<Credential> known;
    private volatile @Nullable String trouble;
    private @Nullable Stamp seen;
    private @Nullable Stamp read;

    private CredentialFile(@Nullable Path folder, String name, CredentialReading reading) {
        this.folder = folder;
        this.name = name;
        this.reading = reading;
        this.known = List.of(value());
    }

    /** What came of a look. */
    enum Look {
        /** Nothing is new. */
        SAME,
        /** There is a new value. */
        CHANGED,
        /** It cannot be used any more. */
        FAILED,
        /** It can be used again. */
        RECOVERED
    }

    /** Tells one state of the file from another without reading it. A link that was swapped leads to another place. */
    private record Stamp(
            Path place,
            @Nullable Object inode,
            FileTime modified,
            @Nullable Object changed,
            long bytes) {}

    /**
     * A file that can be used now.
     *
     * @param folder what the operator allows; null: nothing
     * @throws IllegalArgumentException when it cannot be used; never quotes what it holds
     */
    static CredentialFile open(@Nullable Path folder, String name, CredentialReading reading) {
        return new CredentialFile(folder, name, reading);
    }

    Credential current() {
        return known.getFirst();
    }

    /** The present value and those before, the last first. */
    List<Credential> known() {
        return known;
    }

    /** As the document names it. */
    String name() {
        return name;
    }

    /** Why the last good value is in use; null while the file is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /**
     * Looks whether the file has changed, and reads it if so. What has changed must look the same twice in a row, so that a
     * file that is being written is not taken half. So a value is new after one look more, and after the first look too: a
     * change within the clock's grain of the first reading would not show otherwise.
     */
    Look look() {
        Stamp now = stamp();
        boolean settled = now == null ? seen == null : now.equals(seen);
        seen = now;
        if (!settled || (now != null && now.equals(read) && trouble == null)) {
            return Look.SAME;
        }
        try {
            return took(value(), now);
        } catch (IllegalArgumentException e) {
            boolean news = trouble == null;
            trouble = e.getMessage();
            return news ? Look.FAILED : Look.SAME;
        }
    }

    private Look took(Credential value, @Nullable Stamp now) {
        read = now;
        boolean recovered = trouble != null;
        trouble = null;
        if (!value.equals(current())) {
            // One that comes back is the one that it was: it knows what it has signed.
            Credential own = known.stream().filter(value::equals).findFirst().orElse(value);
            known = Stream.concat(Stream.of(own), known.stream())
                    .distinct()
                    .limit(MOST_KNOWN)
                    .toList();
            return Look.CHANGED;
        }
        return recovered ? Look.RECOVERED : Look.SAME;
    }

    private @Nullable Stamp stamp() {
        try {
            Path place = place();
            BasicFileAttributes is = Files.readAttributes(place, BasicFileAttributes.class);
            return new Stamp(place, is.fileKey(), is.lastModifiedTime(), changed(place), is.size());
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** When the file system says that anything of it changed, which nobody sets; null where it does not say. */
    private static @Nullable Object changed(Path place) throws IOException {
        return place.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(place, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                : null;
    }

    private Credential value() {
        try {
            Path place = place();
            // Anything else, such as a pipe, could keep the reader waiting.
            if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException(name + " is no file; put one into " + folder);
            }
            try (InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
                return reading.read(text(in.readNBytes(MOST_BYTES + 1)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read; put it into " + folder, e);
        }
    }

    /** Where it really lies. */
    private Path place() throws IOException {
        return AllowedFile.in(folder, name);
    }

    private String text(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("the file " + name + " is larger than 64 KiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file " + name + " is not text in UTF-8", e);
        }
    }
}
