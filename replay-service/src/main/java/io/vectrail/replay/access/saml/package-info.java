/**
 * SAML 2.0 as a service provider: the request that sends a browser to an identity provider, and what is made of the assertions that come back,
 * with a browser or by themselves. The HTTP API comes before; nothing comes after.
 */
@NullMarked
package io.vectrail.replay.access.saml;

import org.jspecify.annotations.NullMarked;
