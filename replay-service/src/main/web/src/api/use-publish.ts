import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Problem } from './problem';
import { publish, type Publication } from './publish';
import { config, me, revisions } from './queries';
import type { Revision } from './types';
import { askAgain } from './use-rows';

/** Publishes a document, and asks anew for what that changes, whatever came of it. */
export function usePublish() {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const send = async (publication: Publication): Promise<Revision | null> => {
    setSending(true);
    setFailed(null);
    let published: Revision | null = null;
    try {
      published = await publish(publication);
    } catch (error) {
      const problem = Problem.of(error);
      setFailed(problem);
      // Asking who is signed in leads to signing in, and back here.
      if (problem.status === 401) void client.invalidateQueries({ queryKey: me.queryKey });
    }
    await client.invalidateQueries({ queryKey: config.queryKey });
    askAgain(client, revisions);
    setSending(false);
    return published;
  };
  return { send, sending, failed, forget: () => setFailed(null) };
}
