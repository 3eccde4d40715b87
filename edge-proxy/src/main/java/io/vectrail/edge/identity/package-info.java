/**
 * Who calls. Takes the token from where SDKs put their key and has it verified, or a name from the client's certificate; policy and the recorder come after and
 * see a {@link io.vectrail.edge.identity.Caller} alone, never what it showed.
 */
@NullMarked
package io.vectrail.edge.identity;

import org.jspecify.annotations.NullMarked;
