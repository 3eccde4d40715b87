package io.vectrail.edge.recorder.shipper;

import io.vectrail.edge.recorder.journal.Journal;
import java.time.Clock;

/** What the shipper works with over all its connections. */
record ShipperParts(
        ShipperSettings settings,
        Journal journal,
        SetAsideFolder folder,
        ShipperCounts counts,
        Milestones milestones,
        Clock clock) {}
