package io.vectrail.document;

import io.vectrail.runtime.sealing.SealBinding;
import org.jspecify.annotations.Nullable;

/** Finds the credential that a document refers to, or says why it may not. */
interface CredentialSources {

    /**
     * The credential.
     *
     * @param written as the document says it
     * @param here the connection and the targets that it is for; null: it is no sealed one
     * @throws IllegalArgumentException when it cannot be used; never quotes a value
     */
    CredentialSource resolve(String written, @Nullable SealBinding here, CredentialReading reading);
}
