/**
 * How somebody signs in to the console at an identity provider: where their browser is sent, and what is made of what it comes back
 * with. The HTTP API comes before; of access it uses who has which roles.
 */
@NullMarked
package io.vectrail.replay.access.login;

import org.jspecify.annotations.NullMarked;
