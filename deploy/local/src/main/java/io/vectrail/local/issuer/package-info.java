/**
 * The local issuer of tokens, with the claims and signature that a real OpenID Connect provider's would have. It stands alone; the
 * replay service publishes its public keys, the platform and command packages ask it for tokens.
 */
@NullMarked
package io.vectrail.local.issuer;

import org.jspecify.annotations.NullMarked;
