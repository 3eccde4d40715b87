/**
 * What limits over time let through: counted here before a request goes on, and shared between edges over Kafka. Policy, which
 * says what a request takes, comes before; the upstream comes after.
 */
@NullMarked
package io.vectrail.edge.limit;

import org.jspecify.annotations.NullMarked;
