import type { Me, Role } from '../api/types';

/** Who sees what waits for people; approvers alone decide. */
export const SEE_APPROVALS: readonly Role[] = ['approver', 'auditor', 'viewer'];

export const seesApprovals = (person: Me | undefined) =>
  person?.roles.some((role) => SEE_APPROVALS.includes(role)) ?? false;
