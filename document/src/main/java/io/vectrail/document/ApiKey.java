package io.vectrail.document;

import java.util.List;

/**
 * A key, password or access token that is shown as it is. Never printed.
 *
 * @param secret as the provider issued it
 */
public record ApiKey(String secret) implements Credential {

    public ApiKey {
        if (secret.isBlank() || secret.chars().anyMatch(unit -> unit < 0x21 || unit > 0x7e)) {
            throw new IllegalArgumentException(
                    "a credential must be printable ASCII without spaces; check the variable or file it comes from");
        }
    }

    @Override
    public List<String> secrets() {
        return List.of(secret);
    }

    @Override
    public String toString() {
        return "ApiKey[…]";
    }
}
