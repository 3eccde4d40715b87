package io.vectrail.runtime.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be a name in a gateway document: a part of a path, a metric's tag, a word of a message. */
public final class Names {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private Names() {}

    /**
     * Checks a name.
     *
     * @param what has it, for the error
     * @throws IllegalArgumentException when there is none, or it is of another form; does not quote it
     */
    public static void check(String what, @Nullable String name) {
        if (name == null || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(what
                    + " must be 1 to 63 of a-z, 0-9, dot, underscore and hyphen, and begin with a letter or digit");
        }
    }
}
