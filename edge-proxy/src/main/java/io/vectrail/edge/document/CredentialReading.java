package io.vectrail.edge.document;

import io.vectrail.provider.CredentialForm;

/**
 * Reads a credential's text as the form that its provider takes asks for. All so far are one word for a header; one of several
 * parts or lines (a pair of keys that sign, a key file) brings a reading of its own.
 */
interface CredentialReading {

    /** One word of printable ASCII. White space around it is a slip of whoever wrote the file. */
    CredentialReading WORD = text -> new Credential(text.strip());

    static CredentialReading of(CredentialForm form) {
        return switch (form) {
            case BEARER, API_KEY, GOOGLE_API_KEY, AWS_SIGNATURE -> WORD;
        };
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    Credential read(String text);
}
