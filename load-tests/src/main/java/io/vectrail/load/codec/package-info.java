/**
 * What the providers' codecs cost, measured by JMH. {@link io.vectrail.load.Bench} starts it; nothing comes after.
 */
@NullMarked
package io.vectrail.load.codec;

import org.jspecify.annotations.NullMarked;
