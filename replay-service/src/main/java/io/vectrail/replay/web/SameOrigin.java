package io.vectrail.replay.web;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where a browser says that a call comes from. Browsers send at least one of the two headers with every call that changes
 * something, and pages cannot set them.
 *
 * <p>Source: Fetch Metadata Request Headers (W3C), and the Origin header of the Fetch standard.
 */
enum SameOrigin {
    /** A page of this service, or a person who typed the address. */
    YES,
    /** A page of somebody else's. */
    NO,
    /** No browser that says: a program. */
    UNSAID;

    private static final Set<String> OURS = Set.of("same-origin", "none");

    static SameOrigin of(Call call) {
        Optional<String> site = call.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return OURS.contains(site.get()) ? YES : NO;
        }
        Optional<String> host = call.header("Host");
        return call.header("Origin")
                .map(origin -> host.isPresent() && authority(origin).equals(host) ? YES : NO)
                .orElse(UNSAID);
    }

    /** @throws ProblemException when a page of somebody else's asks */
    static void refuseOthers(Call call) {
        if (of(call) == NO) {
            throw ProblemException.forbidden("somebody else's page asked for this; use the console's own");
        }
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
