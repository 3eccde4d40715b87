/** Tests of the command package. */
@NullMarked
package io.vectrail.local.command;

import org.jspecify.annotations.NullMarked;
