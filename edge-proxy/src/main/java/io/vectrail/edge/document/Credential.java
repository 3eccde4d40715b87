package io.vectrail.edge.document;

/**
 * What the gateway shows a provider. Never printed.
 *
 * @param secret as the provider issued it
 */
public record Credential(String secret) {

    public Credential {
        if (secret.isBlank() || secret.chars().anyMatch(unit -> unit < 0x21 || unit > 0x7e)) {
            throw new IllegalArgumentException(
                    "a credential must be printable ASCII without spaces; check the variable or file it comes from");
        }
    }

    @Override
    public String toString() {
        return "Credential[…]";
    }
}
