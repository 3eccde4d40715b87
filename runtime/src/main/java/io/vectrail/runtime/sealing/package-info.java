/**
 * Credentials that are encrypted to the edges' public key, so that whoever registers one cannot be asked for it again, nor
 * can the gateway document. Whoever seals (a person, the replay service) comes before, the edge that opens comes after.
 */
@NullMarked
package io.vectrail.runtime.sealing;

import org.jspecify.annotations.NullMarked;
