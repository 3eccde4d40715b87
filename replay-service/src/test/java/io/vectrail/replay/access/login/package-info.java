@NullMarked
package io.vectrail.replay.access.login;

import org.jspecify.annotations.NullMarked;
