/**
 * What the gateway document says of risk: which signals count how much, how scores decay, what they are called, and who is told. Documents
 * are read before; the streams processor derives scores by it, and edges and the replay service read them by it.
 */
@NullMarked
package io.vectrail.document.risk;

import org.jspecify.annotations.NullMarked;
