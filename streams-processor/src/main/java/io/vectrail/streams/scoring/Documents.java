package io.vectrail.streams.scoring;

import io.vectrail.document.risk.RiskSettings;

/** What the document says that an exchange carries. */
public interface Documents extends AutoCloseable {

    /** @param hash SHA-256 of the document, lower-case hex; empty where the edge had none */
    RiskSettings of(String hash);

    @Override
    default void close() {}
}
