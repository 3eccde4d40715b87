/** What stores of topologies have in common. The engine comes before; the topologies' own stores come after. */
@NullMarked
package io.vectrail.streams.store;

import org.jspecify.annotations.NullMarked;
