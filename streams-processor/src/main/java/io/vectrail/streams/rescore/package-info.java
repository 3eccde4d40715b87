/**
 * Scores history anew, from a given time on, beside what was scored before. It is a program of its own that ends; the topologies that it runs come before.
 */
@NullMarked
package io.vectrail.streams.rescore;

import org.jspecify.annotations.NullMarked;
