/**
 * What other modules' tests run on: real engines on free ports in temporary folders, each stopped with its JVM. It stands on
 * the engine, upstream, issuer and platform packages; nothing in the product stands on it.
 */
@NullMarked
package io.vectrail.local.testkit;

import org.jspecify.annotations.NullMarked;
