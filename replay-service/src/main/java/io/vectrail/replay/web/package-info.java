/**
 * The HTTP API and the console, and the only place that knows the server. Callers come before; access is asked first, then
 * search.
 */
@NullMarked
package io.vectrail.replay.web;

import org.jspecify.annotations.NullMarked;
