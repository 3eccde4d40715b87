import type { Me, Role } from '../api/types';

/** Who sees what waits for people; approvers alone decide. */
export const SEE_APPROVALS: readonly Role[] = ['approver', 'auditor', 'viewer'];

export const seesApprovals = (person: Me | undefined) => holdsOneOf(person, SEE_APPROVALS);

/** Who sees alerts and the scores of callers, in which nothing of a text is. */
export const SEE_RISK: readonly Role[] = ['auditor', 'viewer', 'policy-admin', 'approver'];

export const seesRisk = (person: Me | undefined) => holdsOneOf(person, SEE_RISK);

/** Who acknowledges, assigns and closes alerts. */
export const actsOnAlerts = (person: Me | undefined) => holdsOneOf(person, ['auditor', 'policy-admin']);

const holdsOneOf = (person: Me | undefined, roles: readonly Role[]) =>
  person?.roles.some((role) => roles.includes(role)) ?? false;
