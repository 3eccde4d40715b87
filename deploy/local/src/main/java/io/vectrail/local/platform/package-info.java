/**
 * The platform of one machine: its settings, its programs with their configuration, and how they start and stop together. It stands
 * on the engine, upstream and issuer packages; the command package shows it to a person, the testkit package to tests.
 */
@NullMarked
package io.vectrail.local.platform;

import org.jspecify.annotations.NullMarked;
