package io.vectrail.runtime.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a text may be, from its looks alone: a signed JWT, or a token that says nothing by itself. */
final class TokenForm {

    /** The library skips whatever is not base64url, and so takes one token in any number of spellings. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    /** RFC 6750, section 2.1. */
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    /** How the header of a JWT begins. */
    private static final String HEADER = "eyJ";

    /** An encrypted one, which is for its issuer's eyes. */
    private static final int PARTS_OF_JWE = 5;

    private TokenForm() {}

    /** Empty where it is no signed JWT, in its one spelling. */
    static Optional<SignedJWT> jwt(String token) {
        if (!COMPACT.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Read here, since it may be anything; it is kept.
            var _ = jwt.getJWTClaimsSet();
            boolean oneSpelling = Base64URL.encode(jwt.getSignature().decode()).equals(jwt.getSignature());
            return oneSpelling ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // The library throws others than its own at odd headers and claims.
            return Optional.empty();
        }
    }

    /** As the token says, which may be anything. */
    static String issuer(SignedJWT jwt) {
        try {
            return String.valueOf(jwt.getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            throw new IllegalStateException("they were read before", e);
        }
    }

    /** Whether an issuer may be asked about it. A JWT of another issuer that is broken is nothing for this one to see. */
    static boolean isOpaque(String token) {
        boolean meantAsJwt = token.startsWith(HEADER) && token.split("\\.", -1).length != PARTS_OF_JWE;
        return !meantAsJwt && B64TOKEN.matcher(token).matches();
    }
}
