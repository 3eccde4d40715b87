package io.vectrail.policy.rule;

/**
 * A name, or its beginning followed by one asterisk.
 *
 * @param text 1 to 200 characters
 */
public record NamePattern(String text) {

    public NamePattern {
        int asterisk = text.indexOf('*');
        boolean inside = asterisk >= 0 && asterisk < text.length() - 1;
        if (text.isBlank() || text.length() > 200 || inside) {
            throw new IllegalArgumentException(
                    "must be a name of at most 200 characters, or the beginning of one with * as its last character");
        }
    }

    public boolean matches(String name) {
        return text.endsWith("*") ? name.startsWith(text.substring(0, text.length() - 1)) : name.equals(text);
    }
}
