package io.vectrail.edge.document;

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
public record AwsKey(String id, String secret, @Nullable String sessionToken) {

    private static final Pattern FORM = Pattern.compile("(\\w{16,128}):([^:]{16,})(?::([^:]+))?");

    /**
     * Reads {@code ACCESS_KEY_ID:SECRET_ACCESS_KEY} or {@code ACCESS_KEY_ID:SECRET_ACCESS_KEY:SESSION_TOKEN}.
     *
     * @throws IllegalArgumentException when it has no such form; quotes nothing of it
     */
    public static AwsKey of(Credential credential) {
        Matcher form = FORM.matcher(credential.secret());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the credential of an AWS service must be ACCESS_KEY_ID:SECRET_ACCESS_KEY or, for a key that is lent,"
                            + " ACCESS_KEY_ID:SECRET_ACCESS_KEY:SESSION_TOKEN");
        }
        return new AwsKey(form.group(1), form.group(2), form.group(3));
    }

    @Override
    public String toString() {
        return "AwsKey[…]";
    }
}
