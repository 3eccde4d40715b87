package io.vectrail.edge.identity;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers in which SDKs send their key. None of them ever goes upstream or into a record. */
public final class CredentialHeaders {

    private static final Set<String> BEARER = Set.of("authorization", "x-vectrail-authorization");

    /**
     * Beginning of what belongs to a signature that the caller's SDK makes with a key of its own, which nobody here knows, or
     * that the gateway would sign in the caller's stead.
     */
    private static final String SIGNATURE = "x-amz-";

    private static final Set<String> BARE = Set.of("x-api-key", "api-key", "x-goog-api-key");

    private CredentialHeaders() {}

    /** True for a header that holds a caller's credential, or what belongs to it. */
    public static boolean isCredential(String name) {
        return holdsToken(name) || name.toLowerCase(Locale.ROOT).startsWith(SIGNATURE);
    }

    /** True for a header in which a token is looked for. */
    static boolean holdsToken(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return BEARER.contains(lower) || BARE.contains(lower);
    }

    /** True for a signature by AWS Signature Version 4, which is no token. */
    static boolean isSignature(Header field) {
        return field.is("Authorization") && field.value().strip().startsWith("AWS4-");
    }

    /** All tokens that a request brings. */
    public static Set<String> tokens(Headers headers) {
        Set<String> tokens = new HashSet<>();
        for (Header field : headers.fields()) {
            String token = holdsToken(field.name()) ? token(field) : null;
            if (token != null) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** The token in such a header; null when there is none. */
    static @Nullable String token(Header field) {
        String value = field.value().strip();
        if (BARE.contains(field.name().toLowerCase(Locale.ROOT))) {
            return value.isEmpty() ? null : value;
        }
        boolean bearer = value.regionMatches(true, 0, "Bearer ", 0, 7);
        String token = bearer ? value.substring(7).strip() : "";
        return token.isEmpty() ? null : token;
    }
}
