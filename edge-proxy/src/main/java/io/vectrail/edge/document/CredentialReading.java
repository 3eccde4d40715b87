package io.vectrail.edge.document;

import io.vectrail.provider.CredentialForm;

/**
 * Reads a credential's text as the form that its provider takes asks for. One of several lines, such as a key
 * file, would bring a reading of its own.
 */
interface CredentialReading {

    /** One word of printable ASCII. White space around it is a slip of whoever wrote the file. */
    CredentialReading WORD = text -> new Credential(text.strip());

    /** The parts of a key that signs, in one word. */
    CredentialReading AWS_KEY = text -> {
        Credential word = WORD.read(text);
        AwsKey.of(word);
        return word;
    };

    static CredentialReading of(CredentialForm form) {
        return switch (form) {
            case BEARER, API_KEY, GOOGLE_API_KEY -> WORD;
            case AWS_SIGNATURE -> AWS_KEY;
        };
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    Credential read(String text);
}
