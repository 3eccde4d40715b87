/**
 * What people type to find texts: read here into a tree of conditions, which {@code search} asks the archive for. The API's
 * {@code q} comes in.
 */
@NullMarked
package io.vectrail.replay.search.text;

import org.jspecify.annotations.NullMarked;
