/** Tests of the test kit's engines, each on the real engine. */
@NullMarked
package io.vectrail.local.testkit;

import org.jspecify.annotations.NullMarked;
