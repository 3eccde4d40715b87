/**
 * What the tests of all packages share: engines, a running service, events to publish. The packages' own tests come after.
 */
@NullMarked
package io.vectrail.replay;

import org.jspecify.annotations.NullMarked;
