/** What is wrong at one place of a document. */
export interface DocumentProblem {
  /** From 1; null where it concerns the whole. */
  line: number | null;
  /** The key at fault, such as `policies[0].action`; null where there is none. */
  key: string | null;
  reason: string;
}

/** Reads what a check answers: a list of `{line, key, reason}`. */
export function documentProblems(answered: unknown): DocumentProblem[] {
  if (!Array.isArray(answered)) return [];
  return answered.map(problemFrom).filter((problem) => problem !== null);
}

function problemFrom(one: unknown): DocumentProblem | null {
  if (typeof one !== 'object' || one === null) return null;
  const { line, key, reason } = one as { line?: unknown; key?: unknown; reason?: unknown };
  return {
    line: lineFrom(line),
    key: typeof key === 'string' && key !== '' ? key : null,
    reason: typeof reason === 'string' && reason !== '' ? reason : 'does not validate',
  };
}

const lineFrom = (line: unknown) => (typeof line === 'number' && Number.isInteger(line) && line > 0 ? line : null);
