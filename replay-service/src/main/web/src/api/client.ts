import { Problem, problemFrom } from './problem';
import { reason, reasonHeaders } from './reason';

const DEADLINE_MS = 30_000;
/** As long as the service waits for a provider, an edge and the archive. */
export const PROVIDER_DEADLINE_MS = 180_000;
/** A document's patterns may take a minute to be read; the service gives up then, too. */
const DOCUMENT_DEADLINE_MS = 120_000;

export type Parameters = Record<string, string | number | null | undefined>;

/** Leaves out what is absent or empty, so that equal questions have equal addresses. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const tail = query.toString();
  return tail === '' ? path : `${path}?${tail}`;
}

export async function get<Answer>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<Answer> {
  return read(await call(address(path, parameters), { method: 'GET' }, signal));
}

async function read<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Problem(0, 'The answer was cut off', 'The service answered, but not with whole JSON. Try again.');
  }
}

/** For calls that answer nothing. */
export async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await call(path, request(method, body));
}

/** Ends the session. @returns where the identity provider ends its own, too; null where there is no such page */
export async function signOut(): Promise<string | null> {
  const response = await call('/api/v1/session', request('DELETE'));
  return response.status === 204 ? null : (await read<{ address: string }>(response)).address;
}

/**
 * For calls whose answer is wanted, and that are no question to keep the answer of.
 *
 * @param deadlineMs more where a provider is asked
 */
export async function post<Answer>(path: string, body: unknown, deadlineMs = DEADLINE_MS): Promise<Answer> {
  return read(await call(path, request('POST', body), undefined, deadlineMs));
}

/** Sends a gateway document. */
export async function sendDocument<Answer>(
  method: 'POST' | 'PUT',
  path: string,
  text: string,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Answer> {
  return read(
    await call(
      path,
      { method, body: text, headers: { ...headers, 'Content-Type': 'application/yaml' } },
      signal,
      DOCUMENT_DEADLINE_MS,
    ),
  );
}

function request(method: string, body?: unknown): RequestInit {
  return body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function call(
  path: string,
  init: RequestInit,
  signal?: AbortSignal,
  deadlineMs = DEADLINE_MS,
): Promise<Response> {
  const deadline = AbortSignal.timeout(deadlineMs);
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      redirect: 'error',
      headers: { Accept: 'application/json, application/problem+json', ...reasonHeaders(reason()), ...init.headers },
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  } catch (error) {
    // A page that asks for something else gives up on its own question: not a failure to show.
    if (signal?.aborted === true) throw error;
    if (deadline.aborted)
      throw new Problem(0, 'No answer in time', `The service did not answer within ${deadlineMs / 1000} seconds.`);
    throw new Problem(0, 'The service cannot be reached', 'The replay service did not answer at this address.');
  }
  if (!response.ok) throw await problemFrom(response);
  return response;
}
