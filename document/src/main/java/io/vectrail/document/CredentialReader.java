package io.vectrail.document;

import io.vectrail.runtime.config.Names;
import io.vectrail.runtime.config.Problems;
import io.vectrail.runtime.sealing.SealBinding;
import io.vectrail.runtime.sealing.SealedForm;
import java.time.Instant;
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

    private final CredentialSources sources;

    CredentialReader(CredentialSources sources) {
        this.sources = sources;
    }

    /**
     * What the connection may show.
     *
     * @param one the only one; null where several are listed
     * @param several null where there is one
     * @param here what a sealed one must have been sealed for; null where the connection does not tell: none is opened then
     * @param problems at the connection's place; never quotes a value
     * @return of what can be used; null where nothing can
     */
    @Nullable
    Credentials read(
            @Nullable String one,
            @Nullable List<WrittenCredential> several,
            @Nullable SealBinding here,
            CredentialReading reading,
            Problems problems) {
        if ((one == null) == (several == null)) {
            problems.add("needs either credential or credentials; credential: none where its provider asks for none");
        }
        if (one != null) {
            return one(one, here, reading, problems.at("credential"));
        }
        return several == null ? null : several(several, here, reading, problems.at("credentials"));
    }

    private @Nullable Credentials one(
            String written, @Nullable SealBinding here, CredentialReading reading, Problems problems) {
        if (written.equals(NONE)) {
            return Credentials.NOT_NEEDED;
        }
        if (isNone(written)) {
            problems.add("that a provider asks for none is written none, in small letters"
                    + " and without spaces; a key of that name is not taken");
            return null;
        }
        CredentialSource source = source(written, here, reading, problems);
        return source == null ? null : Credentials.of(List.of(new DatedCredential("1", source, null, null)));
    }

    private @Nullable Credentials several(
            List<WrittenCredential> several, @Nullable SealBinding here, CredentialReading reading, Problems problems) {
        if (several.isEmpty() || several.size() > MOST) {
            problems.add("must list 1 to " + MOST);
            return null;
        }
        Set<String> names = new HashSet<>();
        List<DatedCredential> all = new ArrayList<>();
        for (int i = 0; i < several.size(); i++) {
            WrittenCredential written = several.get(i);
            Problems place = problems.at(i);
            String name = written.name() == null ? Integer.toString(i + 1) : written.name();
            place.at("name").attempt(() -> Names.check("a credential's name", name));
            // Names of that form alone are quoted.
            place.at("name").check(names.add(name) || !place.isEmpty(), "the name " + name + " stands twice");
            DatedCredential dated = dated(name, written, here, reading, place);
            if (dated != null) {
                all.add(dated);
            }
        }
        return all.isEmpty() ? null : Credentials.of(all);
    }

    private @Nullable DatedCredential dated(
            String name,
            WrittenCredential written,
            @Nullable SealBinding here,
            CredentialReading reading,
            Problems problems) {
        Instant begin = written.begin(problems);
        Instant end = written.end(problems);
        Problems place = problems.at("value");
        if (written.value() == null) {
            place.add("a credential needs a value: ${env:NAME}, ${file:PATH} or sealed:…");
            return null;
        }
        if (isNone(written.value())) {
            place.add("none stands alone, as credential: none");
            return null;
        }
        CredentialSource source = source(written.value(), here, reading, place);
        return source == null ? null : problems.take(() -> new DatedCredential(name, source, begin, end));
    }

    private @Nullable CredentialSource source(
            String written, @Nullable SealBinding here, CredentialReading reading, Problems problems) {
        return here == null && written.startsWith(SealedForm.PREFIX)
                ? null
                : problems.take(() -> sources.resolve(written, here, reading));
    }

    /** Whether it would be meant, since a key is never called so. */
    private static boolean isNone(String written) {
        return written.strip().equalsIgnoreCase(NONE);
    }
}
