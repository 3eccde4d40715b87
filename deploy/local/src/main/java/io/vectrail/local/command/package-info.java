/**
 * The command line behind ./vectrail: one class per command, and how its answers are printed. It stands on the platform and issuer
 * packages and on the replay service's HTTP API; nothing stands on it.
 */
@NullMarked
package io.vectrail.local.command;

import org.jspecify.annotations.NullMarked;
