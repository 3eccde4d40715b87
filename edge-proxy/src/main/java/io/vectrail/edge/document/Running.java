package io.vectrail.edge.document;

import io.vectrail.document.CheckedDocument;

/**
 * What this edge runs.
 *
 * @param document the one in force, with the one on trial
 * @param revision of the one in force; 0 where there is none, or one that was put on the disk by hand
 * @param trialRevision of the one on trial; 0 where there is none
 */
record Running(CheckedDocument document, long revision, long trialRevision) {

    static final Running NOTHING = new Running(CheckedDocument.NONE, 0, 0);
}
