// What makes a caller risky, in words: the one place where a signal's name becomes one that people read.

/** Signals that say something alike have one colour. */
export const FAMILIES = {
  texts: 'Texts',
  space: 'Vector space',
  content: 'Content',
  refusals: 'Refusals',
  place: 'Place and time',
  amount: 'Amount',
} as const;

export type Family = keyof typeof FAMILIES;

export interface Signal {
  label: string;
  /** One sentence. */
  meaning: string;
  family: Family;
}

export const SIGNALS: Readonly<Record<string, Signal>> = {
  volume: {
    label: 'unusual volume',
    meaning: 'More texts than this caller usually sends at this hour of the week.',
    family: 'amount',
  },
  'vector-bytes': {
    label: 'unusual amount of vectors',
    meaning: 'More bytes of vectors than this caller usually takes at this hour of the week.',
    family: 'amount',
  },
  drift: {
    label: 'slow drift',
    meaning: 'Steadily more than usual for days, never so much at once that it would be a peak.',
    family: 'amount',
  },
  burst: { label: 'burst', meaning: 'Many requests at once.', family: 'amount' },
  'sensitive-content': {
    label: 'sensitive content',
    meaning: 'Much personal or secret data for the number of characters.',
    family: 'content',
  },
  refused: { label: 'refused requests', meaning: 'Many requests that were refused.', family: 'refusals' },
  'shadow-refused': {
    label: 'refused in shadow',
    meaning: 'Many requests that a rule in shadow would have refused.',
    family: 'refusals',
  },
  'rejected-approvals': {
    label: 'rejected approvals',
    meaning: 'It asked for approvals, and people said no.',
    family: 'refusals',
  },
  'new-place': {
    label: 'new place',
    meaning: 'A connection, model, address, client or operation that was never seen of this caller.',
    family: 'place',
  },
  'off-hours': {
    label: 'off hours',
    meaning: 'At an hour of the day at which this caller is hardly ever there.',
    family: 'place',
  },
  duplicates: { label: 'same text again', meaning: 'The same text again and again.', family: 'texts' },
  'near-duplicates': {
    label: 'near-duplicates',
    meaning:
      'Many texts that hardly differ, such as the guesses by which an inversion attack gets a text out of its vector.',
    family: 'texts',
  },
  probing: {
    label: 'probing',
    meaning: 'Vectors that lie unusually close to each other, as where somebody feels along a border (PRADA).',
    family: 'space',
  },
  coverage: {
    label: 'broad coverage',
    meaning: 'It spreads over the vector space as somebody does who copies the model.',
    family: 'space',
  },
  entropy: { label: 'random tokens', meaning: 'Texts that are in no language.', family: 'texts' },
  templates: {
    label: 'one template',
    meaning: 'Texts that are made from one template, with a few words changed.',
    family: 'texts',
  },
};

/** A signal that this console does not know keeps its name. */
export const signalNamed = (name: string): Signal =>
  (Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined) ?? {
    label: name.replaceAll('-', ' '),
    meaning: 'A signal that this version of the console does not know.',
    family: 'amount',
  };
