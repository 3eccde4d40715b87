package io.vectrail.replay.alert.desk;

import io.vectrail.replay.alert.Alert;
import java.util.Optional;

/** Alerts that memory has no more: of what is archived there is no gap before what is there. */
public interface Archived {

    /** One with its whole life. @throws io.vectrail.replay.publish.UnavailableException when it cannot be read now */
    Optional<Alert> find(String alert);

    /** Whether a step of people is there, whether or not it counted. @throws io.vectrail.replay.publish.UnavailableException as {@link #find} */
    boolean holds(String alert, String step);
}
