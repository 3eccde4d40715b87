import { documentProblems, type DocumentProblem } from '../text/document-problems';

/** Why a call to the service did not succeed, in the words that the page shows. */
export class Problem extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly title: string;
  /** What is wrong with a document that was sent, place by place. */
  readonly problems: readonly DocumentProblem[];

  constructor(status: number, title: string, detail: string, problems: readonly DocumentProblem[] = []) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.problems = problems;
  }

  /** Whether the same call may succeed a moment later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static of(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem(0, 'The page failed', error instanceof Error ? error.message : String(error));
  }
}

/** As it stands between other sentences. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/u.test(begun) ? begun : `${begun}.`;
}

/** Reads an RFC 9457 answer, or says what the status means where the answer is something else. */
export async function problemFrom(response: Response): Promise<Problem> {
  const { status } = response;
  const fallback = meaning(status);
  if (!(response.headers.get('content-type') ?? '').includes('json')) return fallback;
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return fallback;
    const { title, detail, problems } = body as { title?: unknown; detail?: unknown; problems?: unknown };
    return new Problem(
      status,
      typeof title === 'string' && title !== '' ? title : fallback.title,
      typeof detail === 'string' && detail !== '' ? detail : fallback.message,
      documentProblems(problems),
    );
  } catch {
    return fallback;
  }
}

function meaning(status: number): Problem {
  if (status === 401) return new Problem(status, 'Not signed in', 'Sign in with a token to go on.');
  if (status === 403) return new Problem(status, 'Not permitted', 'Your roles do not allow this.');
  if (status === 404) return new Problem(status, 'Not found', 'There is nothing under this address.');
  if (status === 429) return new Problem(status, 'Too many requests', 'Wait a moment, then try again.');
  if (status === 503 || status === 504)
    return new Problem(status, 'The archive does not answer', 'The service runs, but its archive is away or too slow.');
  return new Problem(status, `The service answered ${status}`, 'Its log says more.');
}
