package io.vectrail.document.key;

import org.jspecify.annotations.Nullable;

/**
 * What one record of a topic of keys says.
 *
 * @param id of which key
 * @param key null: it is forgotten, or cannot be read, and is not taken
 */
public record KeyChange(String id, @Nullable IssuedKey key) {}
