/**
 * Checks the edges' chains on what ingest has stored, and keeps what it finds. The tables that ingest writes come before;
 * search shows the findings.
 */
@NullMarked
package io.vectrail.replay.archive.chain;

import org.jspecify.annotations.NullMarked;
