@NullMarked
package io.vectrail.streams.session;

import org.jspecify.annotations.NullMarked;
