/**
 * What is allowed. Sees who calls, which connection, and each item as the codec read it; decides as a pure value that
 * the pipeline enforces. Identity and the codecs come before, the recorder and the upstream after.
 */
@NullMarked
package io.vectrail.edge.policy;

import org.jspecify.annotations.NullMarked;
