/**
 * Whether the recorder loses anything, whatever is killed: a platform of its own under load, strikes in a seeded order, and a check of
 * what clients and upstream saw against Kafka and the archive. It stands on the test kit; the bench and a test start it.
 */
@NullMarked
package io.vectrail.load.chaos;

import org.jspecify.annotations.NullMarked;
