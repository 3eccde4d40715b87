package io.vectrail.replay.access.login;

import io.vectrail.replay.access.Authentication;
import io.vectrail.replay.access.ConsoleSessions;
import io.vectrail.replay.access.local.LocalIssuer;
import org.jspecify.annotations.Nullable;

/**
 * How people and programs come in.
 *
 * @param people knows who holds a token
 * @param sessions of the console
 * @param openId where people sign in; null: with a token only
 * @param local the embedded platform's issuer; null: there is none
 */
public record Entrance(
        Authentication people,
        ConsoleSessions sessions,
        @Nullable OpenIdLogin openId,
        @Nullable LocalIssuer local) {}
