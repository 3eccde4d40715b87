package io.vectrail.local.platform;

import io.vectrail.local.process.JavaClassPath;
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
}
