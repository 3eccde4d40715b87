const FAILURES: Record<string, string> = {
  expired: 'It took too long, or was begun in another browser. Try again.',
  refused: 'The provider did not let you in.',
  unavailable: 'The provider does not answer. Try again in a moment; if it stays so, ask whoever runs this service.',
  untrusted: 'What the provider said cannot be trusted. The log of this service says why.',
  'no-role': 'None of your groups has a role here. Ask for one that is listed under roles in the configuration.',
};

/** What is said of a login that failed; null where none did. */
export function loginFailure(code: string | null): string | null {
  if (code === null) return null;
  return FAILURES[code] ?? 'Signing in did not work. Try again.';
}
