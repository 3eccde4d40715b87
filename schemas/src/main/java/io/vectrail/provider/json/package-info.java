/**
 * JSON in which each value knows where it stands, so that one can be changed without touching another. The providers'
 * codecs say what stands where; this package reads it and puts other values in its place.
 */
@NullMarked
package io.vectrail.provider.json;

import org.jspecify.annotations.NullMarked;
