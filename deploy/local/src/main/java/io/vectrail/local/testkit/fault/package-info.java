/**
 * A file layer that fails on demand: forces that fail or stall, a disk that is full, and power failures that take whatever was not
 * forced. It stands on the JDK's file system alone; tests and the chaos runs put it under programs that know nothing of it.
 */
@NullMarked
package io.vectrail.local.testkit.fault;

import org.jspecify.annotations.NullMarked;
