package io.vectrail.edge.document;

/**
 * A model's name, or its beginning followed by one asterisk.
 *
 * @param text 1 to 200 characters
 */
public record ModelPattern(String text) {

    public ModelPattern {
        int asterisk = text.indexOf('*');
        boolean inside = asterisk >= 0 && asterisk < text.length() - 1;
        if (text.isBlank() || text.length() > 200 || inside) {
            throw new IllegalArgumentException(
                    "models: \"" + text + "\" must be a name, or the beginning of one with * as its last character");
        }
    }

    boolean matches(String model) {
        return text.endsWith("*") ? model.startsWith(text.substring(0, text.length() - 1)) : model.equals(text);
    }
}
