@NullMarked
package io.vectrail.replay.access.saml;

import org.jspecify.annotations.NullMarked;
