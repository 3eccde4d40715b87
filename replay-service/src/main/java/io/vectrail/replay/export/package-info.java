/**
 * Exports: jobs that write recorded exchanges into files, which those who asked for them fetch. After search, which knows what is in them;
 * before web.
 */
@NullMarked
package io.vectrail.replay.export;

import org.jspecify.annotations.NullMarked;
