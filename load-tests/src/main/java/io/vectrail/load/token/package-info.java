/** What it costs to know who calls. */
@NullMarked
package io.vectrail.load.token;

import org.jspecify.annotations.NullMarked;
