import { useEffect, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { checked } from './queries';

const PAUSE_MS = 400;

/** Has a text checked as one pauses typing. What was found before stays until the next answer. */
export function useChecked(text: string | null) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, refetch } = useQuery({
    ...checked(asked ?? ''),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  return {
    problems: data?.problems ?? [],
    /** Whether that is about this very text. */
    current: data !== undefined && data.text === text,
    error,
    again: () => void refetch(),
  };
}
