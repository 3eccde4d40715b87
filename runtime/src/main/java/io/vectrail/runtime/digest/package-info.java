/**
 * The one digest that Vectrail uses: of documents, bodies, tokens and the links of the chain. Whoever has bytes comes
 * before.
 */
@NullMarked
package io.vectrail.runtime.digest;

import org.jspecify.annotations.NullMarked;
