package io.vectrail.document.approval;

import io.vectrail.event.ApprovalEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code vectrail.approvals}.
 *
 * @param id of which approval
 * @param event null: it cannot be read, and who knows whether it took something back
 * @param partition where it stands
 * @param offset likewise
 */
public record ApprovalEntry(String id, @Nullable ApprovalEvent event, int partition, long offset) {}
