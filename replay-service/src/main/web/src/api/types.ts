// What the replay service answers under /api/v1. Times are RFC 3339 in UTC with milliseconds.

import type { ExchangeRisk } from './risk';

export type Role = 'auditor' | 'viewer' | 'approver' | 'policy-admin' | 'replayer';

/** A part of the recorded exchanges: those of one of these connections, or whose caller was in one of these groups. */
export type Scope = 'everything' | 'nothing' | { connections: string[]; groups: string[] };

export interface Me {
  subject: string;
  roles: Role[];
  groups: string[];
  expires: string;
  /** Whether texts are shown to this person only with a reason. */
  reasonNeeded: boolean;
  sees: { metadata: Scope; texts: Scope };
}

/** Where people can sign in other than with a token. */
export interface Logins {
  logins: { name: string; address: string }[];
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  /** Of alerts; false: the archive does not answer, and these are those that memory has. */
  complete?: boolean;
}

export interface ExchangeSummary {
  id: string;
  time: string;
  subject: string;
  connection: string;
  model: string;
  decision: string;
  outcome: string;
  /** What the caller got; 0 when it got nothing. */
  status: number;
  inputs: number;
  /** Its own score, rounded; null where it is not scored yet. */
  risk: number | null;
  /** First 160 characters of the first text; null for those who may not read texts. */
  preview: string | null;
  /** The name that the caller gave its session. */
  session: string | null;
}

export interface Field {
  name: string;
  value: string;
}

interface Message {
  headers: Field[];
  mediaType: string | null;
  contentEncoding: string | null;
  /** Bytes on the wire; -1 where the body was not read and none were announced. */
  size: number;
  /** Lower-case hex; null where no bytes are kept. */
  sha256: string | null;
  state: string;
}

export interface RequestMessage extends Message {
  method: string;
  path: string;
  query: Field[];
}

export interface ResponseMessage extends Message {
  status: number;
}

export interface Detection {
  type: string;
  /** UTF-16 code units into the recorded text, end exclusive. */
  start: number;
  end: number;
  score: number;
}

export interface Item {
  index: number;
  characters: number;
  tokens: number | null;
  action: string;
  text?: string | null;
  /** Length of the vector that came back; 0 where none did. */
  dimensions: number;
  detections: Detection[];
  media: Medium[];
}

/** An input that is no text; its size is -1 and it has no hash where the body only refers to it. */
export interface Medium {
  mediaType: string;
  size: number;
  sha256: string | null;
}

export interface VectorFinding {
  fault: string;
  /** Empty where it concerns the answer as a whole. */
  items: number[];
}

export interface RuleMatch {
  rule: string;
  action: string;
  shadow: boolean;
  /** Whether it is one of the document on trial. */
  trial: boolean;
  error: string | null;
  items: number[];
  /** How many of each type it found. */
  found: { type: string; count: number }[];
}

export interface Exchange {
  id: string;
  time: string;
  endedAt: string | null;
  edge: string;
  epoch: string;
  sequence: number;
  /** Lower-case hex; empty for the first of an epoch. */
  previousHash: string;
  subject: string;
  issuer: string | null;
  groups: string[];
  clientId: string | null;
  authentication: string;
  address: string;
  userAgent: string | null;
  connection: string;
  provider: string;
  operation: string;
  model: string;
  /** The name that the caller gave its session. */
  session: string | null;
  /** The session it belongs to, once that is known. */
  sessionId: string | null;
  decision: string;
  documentHash: string;
  /** The document on trial beside it. */
  trialHash: string | null;
  approvalId: string | null;
  rules: RuleMatch[];
  outcome: string;
  forwarded: string;
  refusalCode: string | null;
  /** Why, in the words that the caller was told; null in older records, and where count is of several reasons. */
  refusalReason: string | null;
  status: number;
  /** How many refusals this record stands for; more than 1 only for floods of unidentified callers. */
  count: number;
  upstreamMicros: number | null;
  addedMicros: number | null;
  usage: { promptTokens: number | null; totalTokens: number | null } | null;
  traceId: string | null;
  request: RequestMessage;
  response: ResponseMessage | null;
  items: Item[];
  vectorFindings: VectorFinding[];
  /** Those that may have seen the request, in the order in which they were tried. */
  targets: string[];
  codecSettings: { name: string; value: string }[];
  /** Null where it is not scored yet. */
  risk: ExchangeRisk | null;
  /** Whether this person may read its texts, bodies and vectors. */
  readable: boolean;
  source: { topic: string; partition: number; offset: number };
}

export interface Vector {
  index: number;
  dimensions: number;
  norm: number;
  vector: (number | null)[];
}

export interface Session {
  id: string;
  subject: string;
  connection: string;
  name: string | null;
  start: string;
  end: string;
  exchanges: number;
  refused: number;
  items: number;
  requestBytes: number;
  responseBytes: number;
  models: string[];
  /** Its latest score, rounded; null where it is not scored yet. */
  risk: number | null;
}

/** A published gateway document, without its text. */
export interface Revision {
  revision: number;
  /** SHA-256 of the text's bytes, lower-case hex. */
  hash: string;
  /** Of the document in whose place it was put; empty for the first. */
  previousHash: string;
  /** Put on trial, not in force. */
  shadow: boolean;
  by: string;
  at: string;
  comment: string;
}

export interface RevisionText extends Revision {
  text: string;
}

/** The document in force, the one on trial, and which edges run them. */
export interface Config {
  name: string;
  revision: number;
  hash: string;
  by: string;
  at: string;
  comment: string;
  text: string;
  trial: RevisionText | null;
  edges: EdgeState[];
}

export interface EdgeState {
  edge: string;
  /** `current`, `lagging`, or `silent`: not heard of for 90 seconds. */
  state: string;
  /** Of the document in force there; empty where there is none. */
  hash: string;
  trialHash: string | null;
  /** 0 where the document was put on its disk by hand. */
  revision: number;
  since: string;
  at: string;
  problem: string | null;
  /** What waited in its journal when it was heard of; null where it does not say. */
  journalBytes: number | null;
  journalSeconds: number | null;
}

/** What policies in shadow, and those of documents on trial, would have done. */
export interface Impact {
  from: string;
  to: string | null;
  /** All of that time. */
  exchanges: number;
  callers: number;
  items: PolicyImpact[];
}

export interface PolicyImpact {
  policy: string;
  action: string;
  trial: boolean;
  document: string | null;
  exchanges: number;
  /** Of these, refused anyhow. */
  refused: number;
  callers: number;
  inputs: number;
  /** Exchanges on which it could not be evaluated. */
  errors: number;
  first: string;
  last: string;
  /** Ids of the latest exchanges. */
  examples: string[];
}

/** A key of a caller without an identity provider, or an API token; its secret is nowhere. */
export interface IssuedKey {
  id: string;
  /** `active`, `expired` or `revoked`. */
  state: string;
  subject: string;
  groups: string[];
  name: string;
  created: string;
  createdBy: string;
  expires: string;
  revoked: string | null;
  revokedBy: string | null;
}

/** One that was just created: the only time that it is seen whole. */
export interface NewKey extends NewIssued {
  key: string;
}

export interface NewToken extends NewIssued {
  token: string;
}

interface NewIssued {
  id: string;
  subject: string;
  expires: string;
}

/** Who did or saw what. */
export interface Access {
  id: string;
  time: string;
  actor: string;
  address: string;
  action: string;
  /** The call's path below /api/v1; of a change, what was changed. */
  object: string;
  details: Field[];
}
