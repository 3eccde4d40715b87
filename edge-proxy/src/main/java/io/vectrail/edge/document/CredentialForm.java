package io.vectrail.edge.document;

/**
 * What a credential must look like. All providers so far take one that goes into a header; one that signs its requests, or
 * takes a key file of several lines, brings a form of its own, and its connections read theirs by that.
 */
interface CredentialForm {

    /** Goes into a header: one word of printable ASCII. White space around it is a slip of whoever wrote the file. */
    CredentialForm HEADER = text -> new Credential(text.strip());

    /** @throws IllegalArgumentException when it is not of this form; does not quote it */
    Credential read(String text);
}
