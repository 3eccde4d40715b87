/**
 * Requests that wait for people: which may go on by what was decided, which wait, and for how long. Policy comes before and says who is
 * asked; limits and the upstream come after. What is decided comes by {@code vectrail.approvals}, from wherever it is decided.
 */
@NullMarked
package io.vectrail.edge.approval;

import org.jspecify.annotations.NullMarked;
