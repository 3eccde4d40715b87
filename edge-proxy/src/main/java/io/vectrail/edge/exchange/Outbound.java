package io.vectrail.edge.exchange;

import io.vectrail.document.Credential;
import io.vectrail.event.Forwarded;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How an exchange fared upstream, over all of its calls; a rejected credential may be followed by another. It only grows: what
 * one call has shown to somebody, no later one takes back. Used by one thread at a time.
 */
public final class Outbound {

    private final Set<URI> targets = new LinkedHashSet<>();
    private final List<Credential> shown = new ArrayList<>(1);
    private Forwarded forwarded = Forwarded.NO;
    private boolean underWay;
    private long nanos;

    /** A call begins. Until it is known how it ended, nobody knows whether the request left. */
    public void begin() {
        underWay = true;
    }

    /**
     * A call has ended.
     *
     * @param seen whether the upstream saw the request
     * @param took from its begin to its end
     * @param by the targets that may have seen it
     */
    public void end(Forwarded seen, long took, List<URI> by) {
        underWay = false;
        forwarded = seen.compareTo(forwarded) > 0 ? seen : forwarded;
        nanos += took;
        targets.addAll(by);
    }

    /** Whether the upstream saw the request. */
    public Forwarded forwarded() {
        return underWay && forwarded == Forwarded.NO ? Forwarded.MAYBE : forwarded;
    }

    /** Time that all calls took, answered or not; 0 when there was none. */
    public long nanos() {
        return nanos;
    }

    /** The targets that may have seen the request, in the order in which they were tried. */
    public Set<URI> targets() {
        return targets;
    }

    /** The credentials that the upstream was shown, which its answer must not quote. */
    public List<Credential> shown() {
        return shown;
    }

    public void show(Credential credential) {
        shown.add(credential);
    }
}
