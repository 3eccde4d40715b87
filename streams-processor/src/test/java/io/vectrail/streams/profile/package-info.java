@NullMarked
package io.vectrail.streams.profile;

import org.jspecify.annotations.NullMarked;
