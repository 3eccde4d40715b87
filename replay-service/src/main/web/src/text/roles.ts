import type { Me, Role } from '../api/types';

/** Who sees what waits for people; approvers alone decide. */
export const SEE_APPROVALS: readonly Role[] = ['approver', 'auditor', 'viewer'];

export const seesApprovals = (person: Me | undefined) => holdsOneOf(person, SEE_APPROVALS);

/** Who sees alerts and the scores of callers, in which nothing of a text is. */
export const SEE_RISK: readonly Role[] = ['auditor', 'viewer', 'policy-admin', 'approver'];

export const seesRisk = (person: Me | undefined) => holdsOneOf(person, SEE_RISK);

/** Who acknowledges, assigns and closes alerts. */
export const actsOnAlerts = (person: Me | undefined) => holdsOneOf(person, ['auditor', 'policy-admin']);

/** Who sends recorded requests again; what they may read is theirs as auditors. */
export const REPLAY: readonly Role[] = ['replayer'];

export const replaysExchanges = (person: Me | undefined) => holdsOneOf(person, REPLAY);

/** Who may read documents, their history, and which edges run them. */
export const READ_DOCUMENTS: readonly Role[] = ['policy-admin', 'auditor'];

export const readsDocuments = (person: Me | undefined) => holdsOneOf(person, READ_DOCUMENTS);

/** What is about all traffic at once is for nobody who sees a part of it. */
export const seesAllMetadata = (person: Me | undefined) => person?.sees.metadata === 'everything';

const holdsOneOf = (person: Me | undefined, roles: readonly Role[]) =>
  person?.roles.some((role) => roles.includes(role)) ?? false;
