package io.vectrail.streams.risk.signal;

import io.vectrail.streams.profile.Profile;
import io.vectrail.streams.profile.Sighting;

/**
 * What there is to go by.
 *
 * @param before the caller's profile without the exchange
 * @param now the exchange
 * @param after the caller's profile with it
 */
public record Evidence(Profile before, Sighting now, Profile after) {}
