/**
 * What looking into texts costs, measured by JMH, and how well it finds what is there. {@link io.vectrail.load.Bench} starts it;
 * nothing comes after.
 */
@NullMarked
package io.vectrail.load.detect;

import org.jspecify.annotations.NullMarked;
