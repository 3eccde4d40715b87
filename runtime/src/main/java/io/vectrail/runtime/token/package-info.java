/**
 * Verifies who signed a token and what it says. A listener hands a token in; identity and roles are made of the result.
 */
@NullMarked
package io.vectrail.runtime.token;

import org.jspecify.annotations.NullMarked;
