package io.vectrail.document;

import io.vectrail.provider.CredentialForm;
import java.util.regex.Pattern;

/** Reads a credential's text as the form that its provider takes asks for. */
interface CredentialReading {

    /** One word of printable ASCII. White space around it is a slip of whoever wrote the file. */
    CredentialReading WORD = text -> new ApiKey(text.strip());

    /** The parts of a key that signs, in one word. */
    CredentialReading AWS_KEY = text -> AwsKey.of(text.strip());

    /** RFC 6750, 2.1. A key file that has gone wrong, quoted or cut, is none of these. */
    Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]++=*+");

    /** A service account's key file, or an access token that somebody else keeps fresh. */
    CredentialReading GOOGLE_CLOUD =
            text -> text.strip().startsWith("{") ? ServiceAccount.of(text) : token(text.strip());

    static CredentialReading of(CredentialForm form) {
        return switch (form) {
            case BEARER, API_KEY, GOOGLE_API_KEY -> WORD;
            case AWS_SIGNATURE -> AWS_KEY;
            case GOOGLE_CLOUD_TOKEN -> GOOGLE_CLOUD;
        };
    }

    private static Credential token(String word) {
        if (!TOKEN.matcher(word).matches()) {
            throw ServiceAccount.unusable();
        }
        return new ApiKey(word);
    }

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    Credential read(String text);
}
