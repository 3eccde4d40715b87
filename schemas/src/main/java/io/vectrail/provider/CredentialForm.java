package io.vectrail.provider;

/** Where a provider looks for the credential of a request. */
public enum CredentialForm {
    /** {@code Authorization: Bearer …}. */
    BEARER,
    /** {@code api-key: …}, as Azure has it. */
    API_KEY,
    /** {@code x-goog-api-key: …}. */
    GOOGLE_API_KEY,
    /** {@code Authorization: Bearer …} with an access token of Google Cloud, which a service account's key can sign. */
    GOOGLE_CLOUD_TOKEN,
    /** A signature over the request, by AWS Signature Version 4. */
    AWS_SIGNATURE
}
