package io.vectrail.streams.intake;

import io.vectrail.event.AuditExchange;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load the classes generated from our own schemas. Avro loads no class that a schema names unless it was told
 * to trust it; a schema comes from the registry, which is not ours alone.
 */
public final class TrustedEvents {

    private static final String PACKAGE = "io.vectrail.event";

    private TrustedEvents() {}

    /** Before the first event is read or written; again does no harm. */
    public static synchronized void trust() {
        ClassSecurityValidator.ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
        if (!trusted.isTrusted(AuditExchange.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(trusted, TrustedEvents::ours));
        }
    }

    private static boolean ours(Class<?> named) {
        return named.getPackageName().equals(PACKAGE)
                && (SpecificRecordBase.class.isAssignableFrom(named) || named.isEnum());
    }
}
