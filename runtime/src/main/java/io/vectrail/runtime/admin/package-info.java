/**
 * The endpoints that operators' tools ask: liveness, readiness, metrics. Health and meters come before, nothing after.
 */
@NullMarked
package io.vectrail.runtime.admin;

import org.jspecify.annotations.NullMarked;
