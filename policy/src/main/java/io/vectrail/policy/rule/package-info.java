/**
 * What a gateway document's policies ask for, as they are written and as they are evaluated. A rule that this version cannot
 * enforce does not validate. {@code detect} comes before, {@code decide} after.
 */
@NullMarked
package io.vectrail.policy.rule;

import org.jspecify.annotations.NullMarked;
