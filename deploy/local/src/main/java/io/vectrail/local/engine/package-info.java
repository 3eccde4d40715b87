/**
 * The real engines of the local platform: fetched once, checked, and described as programs. It stands on the process
 * package; the platform and testkit packages run what it describes.
 */
@NullMarked
package io.vectrail.local.engine;

import org.jspecify.annotations.NullMarked;
