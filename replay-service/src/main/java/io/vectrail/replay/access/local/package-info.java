/**
 * The issuer of the embedded platform, for one machine: its public keys, and a page on which whoever has the platform's passcode signs in as
 * anybody. The HTTP API comes before; nothing comes after.
 */
@NullMarked
package io.vectrail.replay.access.local;

import org.jspecify.annotations.NullMarked;
