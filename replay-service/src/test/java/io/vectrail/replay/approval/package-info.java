/** Tests of how decisions are judged. What is published and what the HTTP API shows of it is tested in its own places. */
@NullMarked
package io.vectrail.replay.approval;

import org.jspecify.annotations.NullMarked;
