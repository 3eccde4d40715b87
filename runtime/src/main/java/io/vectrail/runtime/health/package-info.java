/**
 * What a program depends on and how that is doing. Every part reports here; the admin endpoints show it.
 */
@NullMarked
package io.vectrail.runtime.health;

import org.jspecify.annotations.NullMarked;
