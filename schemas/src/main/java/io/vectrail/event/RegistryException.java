package io.vectrail.event;

import org.jspecify.annotations.Nullable;

/** The schema registry refused, or none of its addresses answered. */
public final class RegistryException extends RuntimeException {

    private final boolean permanent;

    RegistryException(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** True when asking again cannot help, such as an id that the registry does not know. */
    public boolean permanent() {
        return permanent;
    }
}
