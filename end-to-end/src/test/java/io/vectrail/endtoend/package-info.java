/**
 * The whole platform as its users see it: real engines, the three programs as processes, official clients. Every module
 * comes before.
 */
@NullMarked
package io.vectrail.endtoend;

import org.jspecify.annotations.NullMarked;
