/**
 * The topology of risk: what is stored of callers and sessions, which document counts, how an exchange is read, and what is written. Sessions come before, whose
 * processor says in which session an exchange is; edges, the archive and everybody's own consumers come after.
 */
@NullMarked
package io.vectrail.streams.scoring;

import org.jspecify.annotations.NullMarked;
