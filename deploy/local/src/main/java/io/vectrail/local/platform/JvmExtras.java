package io.vectrail.local.platform;

import io.vectrail.local.process.JavaClassPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program's JVM gets beside its own: the test kit puts layers under programs that know nothing of them.
 *
 * @param options of {@code java}, such as system properties
 * @param classPath after the program's own
 */
public record JvmExtras(List<String> options, JavaClassPath classPath) {

    static final JvmExtras NONE = new JvmExtras(List.of(), new JavaClassPath(List.of()));

    public JvmExtras {
        options = List.copyOf(options);
    }

    /** Options alone. */
    public static JvmExtras options(List<String> options) {
        return new JvmExtras(options, NONE.classPath);
    }

    /** With these options, too. */
    public JvmExtras with(JvmExtras other) {
        List<String> both = new ArrayList<>(options);
        both.addAll(other.options);
        return new JvmExtras(both, classPath.and(other.classPath));
    }
}
