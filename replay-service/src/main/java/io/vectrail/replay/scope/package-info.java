/**
 * What part of the recorded traffic somebody sees. Access tells whose it is; search puts it into its questions. It knows
 * neither of them.
 */
@NullMarked
package io.vectrail.replay.scope;

import org.jspecify.annotations.NullMarked;
