package io.vectrail.edge.identity;

import io.vectrail.edge.exchange.Header;
import io.vectrail.edge.exchange.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which callers send keys, their token for the gateway among them. None of them ever goes upstream or into a
 * record. Which servers and gateways take keys is nobody's list, so it is the name's words that tell.
 */
public final class CredentialHeaders {

    private static final Set<String> BEARER = Set.of("authorization", "x-vectrail-authorization");

    /**
     * Beginning of what belongs to a signature that the caller's SDK makes with a key of its own, which nobody here knows, or
     * that the gateway would sign in the caller's stead.
     */
    private static final String SIGNATURE = "x-amz-";

    private static final Set<String> BARE = Set.of("x-api-key", "api-key", "x-goog-api-key");

    /** Words that say what it is, wherever they stand: {@code CF-Access-Client-Secret}, {@code X-Auth-Token-2}. */
    private static final List<String> WORDS = List.of(
            "api-key", "apikey", "auth-token", "access-token", "secret", "password", "credential", "authorization");

    /** Words that say so at the end: {@code Ocp-Apim-Subscription-Key}, {@code Helicone-Auth}, {@code x-bf-vk} (a virtual key). */
    private static final List<String> ENDS =
            List.of("-key", "-vk", "token", "-auth", "authentication", "passphrase", "-jwt", "-assertion");

    private static final Set<String> NAMES = Set.of("key", "auth", "jwt", "dpop", "x-amzn-oidc-data");

    /** Names a request, so that it is not done twice; no key of anybody's. */
    private static final String NO_KEY = "idempotency-key";

    private CredentialHeaders() {}

    /** True for a header that holds a credential of the caller's, or what belongs to it. */
    public static boolean isCredential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(SIGNATURE) || NAMES.contains(lower) || hasWord(lower) || hasEnd(lower);
    }

    private static boolean hasWord(String name) {
        for (String word : WORDS) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnd(String name) {
        for (String end : ENDS) {
            if (name.endsWith(end)) {
                return !name.endsWith(NO_KEY);
            }
        }
        return false;
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
