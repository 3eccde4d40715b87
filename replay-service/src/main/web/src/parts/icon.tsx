// 16 by 16, drawn with one stroke in the colour of the text beside them. They never stand without a word.
const PATHS = {
  overview: 'M2.5 13.5v-5h3v5ZM6.5 13.5v-11h3v11ZM10.5 13.5V6h3v7.5Z',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  sessions: 'M2 4h12M2 8h8M2 12h10M12.5 6.5 14 8l-1.5 1.5',
  policies: 'M8 1.8 13.2 3.8v4c0 3.3-2.3 5.4-5.2 6.4-2.9-1-5.2-3.1-5.2-6.4v-4ZM5.6 8l1.7 1.7L10.5 6.4',
  connections: 'M6 4.5V2M10 4.5V2M4 4.5h8v3a4 4 0 0 1-8 0ZM8 11.5V14',
  keys: 'M10.3 9.2a3.5 3.5 0 1 0-3.5-3.5c0 .5.1 1 .3 1.4L2 12.2V14h2.6v-1.7h1.7v-1.7L8 8.9c.7.2 1.5.3 2.3.3ZM11 4.9v.1',
  tokens: 'M5.3 4.5 1.8 8l3.5 3.5M10.7 4.5 14.2 8l-3.5 3.5M9 3 7 13',
  access: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  health: 'M1.8 8.5h2.7L6.5 3.5l3 9 2-4h2.7',
  play: 'M5 3l8 5-8 5Z',
  pause: 'M5.5 3v10M10.5 3v10',
  allow: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5.3 8.2l1.9 1.9 3.6-3.9',
  mask: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4ZM3 13 13 3',
  redact: 'M2 5h12M2 8h12M2 11h12M5 2v12',
  approve: 'M5 2h6M5 14h6M5.5 2c0 4 5 4 5 12M10.5 2c0 4-5 4-5 12',
  block: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM3.8 3.8l8.4 8.4',
  deny: 'M4 7.5h8v6H4ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  unknown: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM6.3 6.3a1.8 1.8 0 1 1 2.5 1.8c-.6.3-.8.6-.8 1.2M8 11.3v.1',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  back: 'M13 8H3M7 4 3 8l4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  download: 'M8 2v8M4.8 7 8 10.2 11.2 7M3 13.5h10',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v2.7h-2.7',
  clock: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 4.5V8l2.3 1.5',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM2.8 14c.4-2.7 2.5-4 5.2-4s4.8 1.3 5.2 4',
  down: 'M4 6.5 8 10.5l4-4',
  escalated: 'M8 13.5v-11M4 6.5l4-4 4 4',
  subsided: 'M8 2.5v11M4 9.5l4 4 4-4',
  used: 'M2.5 8h11M9.5 4l4 4-4 4',
  told: 'M4 11.5V7a4 4 0 0 1 8 0v4.5l1 1H3ZM6.8 14.5h2.4',
  trial: 'M6 2h4M6.8 2v4L3 13.2h10L9.2 6V2M4.8 10h6.4',
  alerts: 'M4 11.5V7a4 4 0 0 1 8 0v4.5l1 1H3ZM6.8 14.5h2.4M1.8 5.5c.3-1.2.9-2.2 1.8-3M14.2 5.5c-.3-1.2-.9-2.2-1.8-3',
  callers:
    'M6 8a2.4 2.4 0 1 0 0-4.8A2.4 2.4 0 0 0 6 8ZM1.8 13.5c.3-2.3 2-3.5 4.2-3.5s3.9 1.2 4.2 3.5M10.5 3.4a2.4 2.4 0 0 1 0 4.4M12 10.2c1.3.5 2.1 1.6 2.3 3.3',
  'level-low': 'M3 13.5v-3',
  'level-medium': 'M3 13.5v-3M6.4 13.5V8',
  'level-high': 'M3 13.5v-3M6.4 13.5V8M9.7 13.5v-8',
  'level-critical': 'M3 13.5v-3M6.4 13.5V8M9.7 13.5v-8M13 13.5v-11',
  failed: 'M8 2.2 14.5 13.5h-13ZM8 6.5v3.2M8 11.5v.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
