package io.vectrail.edge.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A workload's name, as in {@code spiffe://prod.example/ns/shop/sa/search}.
 *
 * <p>Source: the SPIFFE-ID standard, sections 2.1 to 2.3.
 */
public record SpiffeId(String trustDomain, List<String> path) {

    static final String SCHEME = "spiffe://";

    private static final int MOST_CHARACTERS = 2048;
    private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");

    public SpiffeId {
        path = List.copyOf(path);
    }

    /** Empty where it is none. One without a path names the trust domain, and nobody in it. */
    static Optional<SpiffeId> of(String uri) {
        return split(uri).filter(id -> id.path().stream().allMatch(SpiffeId::good));
    }

    /**
     * A pattern of such names, in which a star stands for one whole segment of the path.
     *
     * @throws IllegalArgumentException when it is none
     */
    @JsonCreator
    public static SpiffeId pattern(String written) {
        return split(written)
                .filter(pattern -> pattern.path().stream().allMatch(segment -> segment.equals("*") || good(segment)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "spiffe must be like spiffe://prod.example/ns/*/sa/search, where a star is one whole segment"));
    }

    /** Whether this pattern is one of that name. */
    boolean covers(SpiffeId id) {
        if (!trustDomain.equals(id.trustDomain()) || path.size() != id.path().size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!path.get(i).equals("*") && !path.get(i).equals(id.path().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<SpiffeId> split(String uri) {
        if (uri.length() > MOST_CHARACTERS || !uri.startsWith(SCHEME)) {
            return Optional.empty();
        }
        List<String> parts = List.of(uri.substring(SCHEME.length()).split("/", -1));
        SpiffeId id = new SpiffeId(parts.getFirst(), parts.subList(1, parts.size()));
        return TRUST_DOMAIN.matcher(id.trustDomain()).matches() && !id.path().isEmpty()
                ? Optional.of(id)
                : Optional.empty();
    }

    private static boolean good(String segment) {
        return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }
}
