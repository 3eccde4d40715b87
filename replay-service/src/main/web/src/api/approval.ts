// What the replay service answers about approvals: requests that wait for people, or did.

import type { Score } from './risk';
import type { Detection, Medium } from './types';

export type ApprovalState = 'REQUESTED' | 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'REVOKED';

export interface Found {
  type: string;
  count: number;
}

export interface ApprovalSummary {
  id: string;
  state: ApprovalState;
  time: string;
  /** Until when it can be decided on. */
  expires: string;
  subject: string;
  connection: string;
  model: string;
  /** The first of `rules`. */
  rule: string;
  rules: string[];
  /** The exchange that was held first. */
  exchange: string;
  inputs: number;
  detections: Found[];
  /** How many people have consented so far. */
  consents: number;
  decided: string | null;
  decidedBy: string | null;
  grantUntil: string | null;
  /** Whether an exchange went on by it and was answered. */
  used: boolean;
  /** Whether whoever asks may consent or reject now. */
  mayDecide: boolean;
}

export interface Approval extends ApprovalSummary {
  callerGroups: string[];
  clientId: string | null;
  address: string;
  userAgent: string | null;
  provider: string;
  operation: string;
  documentHash: string;
  /** What the decision is bound to. */
  requestHash: string;
  requirements: Requirement[];
  matches: { rule: string; action: string; detections: Found[] }[];
  items: ApprovalItem[];
  /** Whether this person may read its texts; they are null else. */
  readable: boolean;
  /** As it would be forwarded. */
  body: string | null;
  consented: { subject: string; time: string; reason: string }[];
  may: { approve: boolean; reject: boolean; revoke: boolean; why: string | null };
  steps: Step[];
  history: History | null;
  /** Of its caller, now. */
  risk: Score | null;
}

/** What one rule asks for before the request goes on. */
export interface Requirement {
  rule: string;
  /** Of whom; empty: everybody with the role approver. */
  groups: string[];
  /** Whether each of the groups must consent. */
  each: boolean;
  /** How many different people; of each group where each must. */
  count: number;
  met: boolean;
  escalatesAt: string | null;
  escalationGroups: string[];
  /** When people may consent; null: at any time. */
  hours: string | null;
  needsReason: boolean;
  /** For how long the caller may repeat it; 0: the request itself alone. */
  grantSeconds: number;
  sameText: boolean;
}

export interface ApprovalItem {
  index: number;
  characters: number;
  action: string;
  text: string | null;
  detections: Detection[];
  media: Medium[];
}

export interface Step {
  id: string;
  time: string;
  kind: string;
  actor: string;
  reason: string;
  exchange: string | null;
  webhook: string | null;
  /** Whether the exchange that went on by it was answered. */
  completed: boolean;
}

/** What is known of the caller. */
export interface History {
  days: number;
  exchanges: number;
  refused: number;
  approvals: { requested: number; approved: number; rejected: number; expired: number };
  firstSeen: string | null;
}

export type Decision = 'approve' | 'reject' | 'revoke';
