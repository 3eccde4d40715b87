package io.vectrail.document;

import io.vectrail.runtime.sealing.SealBinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a connection says of its credentials: {@code credential}, or {@code credentials} with their validities. */
final class CredentialReader {

    /** Written out, so that nobody leaves a credential out by mistake. */
    private static final String NONE = "none";

    private static final int MOST = 8;

    private final CredentialReference reference;

    CredentialReader(CredentialReference reference) {
        this.reference = reference;
    }

    /**
     * One of the two is given.
     *
     * @param here what a sealed one must have been sealed for
     * @throws IllegalArgumentException when it cannot be used; never quotes a value
     */
    Credentials read(
            @Nullable String one,
            @Nullable List<WrittenCredential> several,
            SealBinding here,
            CredentialReading reading) {
        if (one == null) {
            return several(several == null ? List.of() : several, here, reading);
        }
        if (isNone(one) && !one.equals(NONE)) {
            throw new IllegalArgumentException(
                    "credential: that a provider asks for none is written none, in small letters"
                            + " and without spaces; a key of that name is not taken");
        }
        return one.equals(NONE)
                ? Credentials.NOT_NEEDED
                : Credentials.of(List.of(dated("1", new WrittenCredential(one, null, null, null), here, reading)));
    }

    private Credentials several(List<WrittenCredential> several, SealBinding here, CredentialReading reading) {
        if (several.isEmpty() || several.size() > MOST || several.contains(null)) {
            throw new IllegalArgumentException("credentials must list 1 to " + MOST);
        }
        Set<String> names = new HashSet<>();
        List<DatedCredential> all = new ArrayList<>();
        for (WrittenCredential written : several) {
            String name = written.name() == null ? Integer.toString(all.size() + 1) : written.name();
            if (!names.add(name)) {
                throw new IllegalArgumentException("credentials: the name " + name + " stands twice");
            }
            if (isNone(written.value())) {
                throw new IllegalArgumentException("credentials: none stands alone, as credential: none");
            }
            all.add(dated(name, written, here, reading));
        }
        return Credentials.of(all);
    }

    /** Whether it would be meant, since a key is never called so. */
    private static boolean isNone(String written) {
        return written.strip().equalsIgnoreCase(NONE);
    }

    private DatedCredential dated(String name, WrittenCredential written, SealBinding here, CredentialReading reading) {
        return new DatedCredential(
                name, reference.resolve(written.value(), here, reading), written.begin(), written.end());
    }
}
