package io.vectrail.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An access key of AWS. Never printed.
 *
 * @param id names the key; no secret
 * @param secret what signatures are made with
 * @param sessionToken comes with a key that is lent for a time; else null
 */
public record AwsKey(String id, String secret, @Nullable String sessionToken) implements Credential {

    private static final Pattern FORM = Pattern.compile("(\\w{16,128}):([^:]{16,})(?::([^:]+))?");

    /**
     * Reads {@code ACCESS_KEY_ID:SECRET_ACCESS_KEY} or {@code ACCESS_KEY_ID:SECRET_ACCESS_KEY:SESSION_TOKEN}.
     *
     * @throws IllegalArgumentException when it has no such form, or is no printable ASCII; quotes nothing of it
     */
    static AwsKey of(String text) {
        Matcher form = FORM.matcher(new ApiKey(text).secret());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the credential of an AWS service must be ACCESS_KEY_ID:SECRET_ACCESS_KEY or, for a key that is lent,"
                            + " ACCESS_KEY_ID:SECRET_ACCESS_KEY:SESSION_TOKEN");
        }
        return new AwsKey(form.group(1), form.group(2), form.group(3));
    }

    /** The id is none: each signature names it. */
    @Override
    public List<String> secrets() {
        return sessionToken == null ? List.of(secret) : List.of(secret, sessionToken);
    }

    @Override
    public String toString() {
        return "AwsKey[…]";
    }
}
