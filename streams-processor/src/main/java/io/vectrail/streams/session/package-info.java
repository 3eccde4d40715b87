/**
 * Which exchanges are one session: the rule as a pure decision, and the topology that applies it to the store and the
 * topics. Intake comes before; the archive and, beside this package, profiles and risk come after.
 */
@NullMarked
package io.vectrail.streams.session;

import org.jspecify.annotations.NullMarked;
