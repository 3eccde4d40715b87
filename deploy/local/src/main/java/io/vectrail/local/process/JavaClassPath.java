package io.vectrail.local.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a child JVM finds its classes: jars and folders, in order. */
public record JavaClassPath(List<Path> entries) {
    public JavaClassPath {
        entries = List.copyOf(entries);
    }

    /** The jars or folders that these classes of the running JVM came from. */
    public static JavaClassPath of(Class<?>... classes) {
        return new JavaClassPath(
                Stream.of(classes).map(JavaClassPath::origin).distinct().toList());
    }

    /** With these after its own, where it does not have them. */
    public JavaClassPath and(JavaClassPath more) {
        return new JavaClassPath(Stream.concat(entries.stream(), more.entries.stream())
                .distinct()
                .toList());
    }

    /** For {@code -cp}. */
    public String value() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalArgumentException(type + " belongs to the JDK");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
