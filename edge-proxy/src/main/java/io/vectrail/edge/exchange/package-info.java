/**
 * What the stages hand to each other: the arrival, what is known of the exchange so far, the refusal, the release. Every
 * stage reads and fills it; none of them knows another.
 */
@NullMarked
package io.vectrail.edge.exchange;

import org.jspecify.annotations.NullMarked;
