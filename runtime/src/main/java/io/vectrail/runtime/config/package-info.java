/**
 * Reads a program's YAML file whole, at start, or says what is wrong and where. Arguments come before, wiring after.
 */
@NullMarked
package io.vectrail.runtime.config;

import org.jspecify.annotations.NullMarked;
