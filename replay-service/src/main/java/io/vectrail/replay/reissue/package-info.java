/**
 * Recorded requests that an auditor sends again (the API calls it replay; to play a session is the console's), through an edge like any caller's, to compare what comes back. After search, which has what was
 * recorded, and key, which an auditor is known by at the edge; before web.
 */
@NullMarked
package io.vectrail.replay.reissue;

import org.jspecify.annotations.NullMarked;
