/**
 * Tokens of Vectrail's own, which programs get for the assertions of a SAML provider. Edges verify them as those of any issuer; nothing
 * here is known to them but the public keys.
 */
@NullMarked
package io.vectrail.replay.access.grant;

import org.jspecify.annotations.NullMarked;
