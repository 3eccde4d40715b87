package io.vectrail.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may show its provider: one or several credentials, each with its own validity, so that a rotation
 * overlaps; or none at all. Choosing takes no lock, reads nothing and allocates nothing.
 */
public final class Credentials {

    /** Of a connection whose provider asks for nothing. */
    static final Credentials NOT_NEEDED = new Credentials(List.of());

    private final DatedCredential[] byPreference;

    private Credentials(List<DatedCredential> all) {
        List<DatedCredential> sorted = new ArrayList<>(all);
        // Stable: of those that begin at the same time the document's order decides.
        sorted.sort(Comparator.comparing(Credentials::begin).reversed());
        this.byPreference = sorted.toArray(DatedCredential[]::new);
    }

    /** @param all in the document's order; at least one */
    static Credentials of(List<DatedCredential> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("credentials must list at least one");
        }
        return new Credentials(all);
    }

    /** False when the provider asks for none. */
    public boolean needed() {
        return byPreference.length > 0;
    }

    /**
     * The one to show: of those that are valid now the one with the latest {@code from}, then the first of the document.
     *
     * @param millis now, since the epoch
     * @return null when none is valid
     */
    public @Nullable DatedCredential at(long millis) {
        for (DatedCredential one : byPreference) {
            if (one.validAt(millis)) {
                return one;
            }
        }
        return null;
    }

    /** The next best whose value is another than what the upstream has just refused; null when there is none. */
    public @Nullable DatedCredential otherThan(Credential refused, long millis) {
        for (DatedCredential one : byPreference) {
            if (one.validAt(millis) && !one.current().equals(refused)) {
                return one;
            }
        }
        return null;
    }

    /** Every value that is or was just in use. Equal ones are all there: each service account has tokens of its own. */
    public List<Credential> known() {
        List<Credential> known = new ArrayList<>();
        for (DatedCredential one : byPreference) {
            known.addAll(one.source().known());
        }
        return known;
    }

    /**
     * Until when there is always one to show, beginning now.
     *
     * @return {@code now} itself when none is valid, null when it never ends
     */
    public @Nullable Instant coveredUntil(Instant now) {
        Instant covered = now;
        // Each round goes on from where the last one ended, and there are no more ends than credentials.
        for (int round = 0; round <= byPreference.length; round++) {
            DatedCredential next = longest(covered);
            if (next == null) {
                return covered;
            }
            if (next.until() == null) {
                return null;
            }
            covered = next.until();
        }
        return covered;
    }

    private @Nullable DatedCredential longest(Instant at) {
        DatedCredential longest = null;
        for (DatedCredential one : byPreference) {
            if (one.validAt(at.toEpochMilli()) && (longest == null || end(one).isAfter(end(longest)))) {
                longest = one;
            }
        }
        return longest;
    }

    /** Those that follow a file. */
    List<CredentialFile> files() {
        List<CredentialFile> files = new ArrayList<>();
        for (DatedCredential one : byPreference) {
            if (one.source() instanceof CredentialSource.Following following) {
                files.add(following.file());
            }
        }
        return files;
    }

    private static Instant begin(DatedCredential one) {
        return one.from() == null ? Instant.MIN : one.from();
    }

    private static Instant end(DatedCredential one) {
        return one.until() == null ? Instant.MAX : one.until();
    }

    @Override
    public String toString() {
        return "Credentials[" + byPreference.length + "]";
    }
}
