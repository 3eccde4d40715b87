/**
 * Requests that wait for people: what is asked for, who may decide, and what the records of {@code vectrail.approvals} amount to. Policies
 * come before; edges, which hold requests, and the replay service, where people decide, both fold the topic with what stands here.
 */
@NullMarked
package io.vectrail.document.approval;

import org.jspecify.annotations.NullMarked;
