/**
 * What any topology of this program runs on: start, replacement of failed threads, health, bounded memory. Wiring comes
 * before; intake and the topologies come after and are not known here.
 */
@NullMarked
package io.vectrail.streams.engine;

import org.jspecify.annotations.NullMarked;
