/**
 * Who calls. Takes the token from where SDKs put their key and has it verified; policy and the recorder come after and
 * see a {@link io.vectrail.edge.identity.Caller} alone, never the token.
 */
@NullMarked
package io.vectrail.edge.identity;

import org.jspecify.annotations.NullMarked;
