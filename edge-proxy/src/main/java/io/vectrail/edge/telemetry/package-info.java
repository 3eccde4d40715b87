/**
 * What operators see of an edge: meters of its traffic, its journal and its shipper. Every part comes before; the admin
 * listener after.
 */
@NullMarked
package io.vectrail.edge.telemetry;

import org.jspecify.annotations.NullMarked;
