// What the replay service answers about risk: scores of exchanges, sessions and callers, and what they are made of.

export type Level = 'UNKNOWN' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

export interface Score {
  /** 0 to 100. */
  score: number;
  level: Level;
}

/** What one signal adds to a score. */
export interface Part {
  signal: string;
  /** How far it is met, 0 to 1. */
  strength: number;
  /** The points that it adds where it is fully met. */
  weight: number;
  points: number;
}

export interface ReasonedPart extends Part {
  /** Why, with its figures; nothing of a text is in it. */
  reason: string;
}

export interface ExchangeRisk extends Score {
  parts: ReasonedPart[];
  /** Null for those who may not see it. */
  session: Score | null;
  /** Null for those who do not see all that it is made of. */
  caller: Score | null;
  /** The document whose weights and thresholds counted. */
  documentHash: string;
}

/** A caller's score as it is now: points are halved each half-life. */
export interface CallerRisk extends Score {
  subject: string;
  /** When its latest exchange arrived. */
  at: string;
  parts: Part[];
  exchange: string;
  session: string | null;
  connection: string;
}

/** What a caller's score was when an exchange of its arrived. */
export interface Moment extends Score {
  at: string;
  exchange: string;
  parts: Pick<Part, 'signal' | 'points'>[];
}

/** An exchange with what made it risky. */
export interface RiskyExchange {
  id: string;
  at: string;
  connection: string;
  score: number;
  level?: Level;
  parts: ReasonedPart[];
}

export interface Caller extends CallerRisk {
  /** At most 500, oldest first; where there were more, the highest of each of 500 parts of the time. */
  history: Moment[];
  /** The riskiest of the range. */
  exchanges: RiskyExchange[];
}
