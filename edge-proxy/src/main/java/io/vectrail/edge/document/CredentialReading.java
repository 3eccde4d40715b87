package io.vectrail.edge.document;

import io.vectrail.provider.CredentialForm;

/** Reads a credential's text as the form that its provider takes asks for. */
interface CredentialReading {

    /** One word of printable ASCII. White space around it is a slip of whoever wrote the file. */
    CredentialReading WORD = text -> new ApiKey(text.strip());

    /** The parts of a key that signs, in one word. */
    CredentialReading AWS_KEY = text -> AwsKey.of(text.strip());

    /** A service account's key file, or an access token that somebody else keeps fresh. */
    CredentialReading GOOGLE_CLOUD = text -> text.strip().startsWith("{") ? ServiceAccount.of(text) : WORD.read(text);

    static CredentialReading of(CredentialForm form) {
        return switch (form) {
            case BEARER, API_KEY, GOOGLE_API_KEY -> WORD;
            case AWS_SIGNATURE -> AWS_KEY;
            case GOOGLE_CLOUD_TOKEN -> GOOGLE_CLOUD;
        };
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    Credential read(String text);
}
