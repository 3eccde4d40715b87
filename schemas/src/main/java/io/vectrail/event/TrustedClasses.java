package io.vectrail.event;

import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro which classes a schema may name: the generated ones of these schemas, beside its own defaults. Since 1.12.2
 * Avro trusts no other, because whoever writes a schema would otherwise choose what is loaded.
 */
final class TrustedClasses {

    private static final Set<String> GENERATED =
            Set.of("io.vectrail.event", "io.vectrail.journal", "io.vectrail.streams.state");

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), TrustedClasses::generated));
    }

    private TrustedClasses() {}

    /** Takes effect at the first call; whatever reads or writes events calls it when it is loaded. */
    static void install() {
        // The static initialiser does it, once.
    }

    private static boolean generated(Class<?> type) {
        String place = type.getPackageName();
        return GENERATED.contains(place);
    }
}
