/**
 * What is found in a text: types with their shapes and checks in {@code type}, how shapes are found in {@code pattern}, and
 * how a text is read that is written so that nobody finds anything in {@code view}. Knows neither callers nor documents; what
 * decides comes after.
 */
@NullMarked
package io.vectrail.policy.detect;

import org.jspecify.annotations.NullMarked;
