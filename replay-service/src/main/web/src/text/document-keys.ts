// What the editor of the gateway document can complete. Only the service says what validates; this list may lack something,
// and then it is typed.

/** A key of the document. */
export interface KnownKey {
  key: string;
  hint: string;
  /** The keys beneath it; of each entry where it is a list. */
  keys?: readonly KnownKey[];
  /** The values it takes, or where in the document itself they stand. */
  values?: readonly string[] | 'connections' | 'types';
  /** Whether it is a list: of mappings where it has keys, else of values. */
  list?: boolean;
}

export const PROVIDERS = [
  'openai',
  'azure-openai',
  'cohere',
  'gemini',
  'vertex',
  'bedrock',
  'voyage',
  'jina',
  'tei',
  'ollama',
  'custom',
] as const;

export const DETECTION_TYPES: readonly string[] = [
  ...['CREDIT_CARD', 'IBAN_CODE', 'PHONE_NUMBER', 'EMAIL_ADDRESS', 'IP_ADDRESS', 'MAC_ADDRESS', 'URL', 'CRYPTO'],
  ...['DATE_OF_BIRTH', 'MEDICAL_RECORD', 'SECRET'],
  ...['US_SSN', 'US_ITIN', 'US_PASSPORT', 'US_DRIVER_LICENSE', 'US_BANK_NUMBER', 'UK_NHS', 'UK_NINO'],
  ...['ES_NIF', 'ES_NIE', 'IT_FISCAL_CODE', 'IT_VAT_CODE', 'IT_DRIVER_LICENSE', 'IT_PASSPORT', 'IT_IDENTITY_CARD'],
  ...['PL_PESEL', 'AU_ABN', 'AU_ACN', 'AU_TFN', 'AU_MEDICARE'],
  ...['IN_PAN', 'IN_AADHAAR', 'IN_VOTER', 'IN_PASSPORT', 'IN_VEHICLE_REGISTRATION', 'SG_NRIC_FIN', 'SG_UEN'],
  ...['MEDIA', 'IMAGE', 'NOT_INSPECTED', 'VECTOR_NOT_FINITE', 'VECTOR_ALL_ZERO', 'VECTOR_DIMENSIONS'],
];

const FLAG = ['true', 'false'] as const;
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const LIMITS: readonly KnownKey[] = [
  { key: 'requestBytes', hint: 'largest body; default 1MiB' },
  { key: 'responseBytes', hint: 'largest answer; default 128MiB' },
  { key: 'inputs', hint: 'most texts in one request; default 2048' },
  { key: 'timeout', hint: 'for the whole answer; default 30s' },
  { key: 'concurrent', hint: 'most calls at once at one edge; default 1024' },
];

const CODEC: readonly KnownKey[] = [
  { key: 'tokenEncoding', hint: 'openai, azure-openai: how token ids are decoded' },
  { key: 'region', hint: 'bedrock: the AWS region' },
  { key: 'model', hint: 'tei: its name; custom: JSONPath to it' },
  { key: 'path', hint: 'custom: the route' },
  { key: 'texts', hint: 'custom: JSONPath to the texts' },
  { key: 'vectors', hint: 'custom: JSONPath to the vectors' },
  { key: 'vectorType', hint: 'custom: of what they are', values: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
  { key: 'query', hint: 'custom: parameters that pass' },
  { key: 'credentialHeader', hint: 'custom: where the key goes' },
];

const CONNECTION: readonly KnownKey[] = [
  { key: 'name', hint: 'the first part of the callers’ path' },
  { key: 'provider', hint: 'whose API it is', values: PROVIDERS },
  { key: 'target', hint: 'the provider’s address' },
  { key: 'targets', hint: 'several addresses', list: true },
  { key: 'ca', hint: 'file of the authorities to trust' },
  { key: 'http2', hint: 'whether to offer HTTP/2', values: FLAG },
  {
    key: 'credential',
    hint: 'the provider’s key: a reference',
    values: ['${env:VECTRAIL_CREDENTIAL_}', '${file:}', 'sealed:', 'none'],
  },
  {
    key: 'credentials',
    hint: 'several keys, each with its time',
    list: true,
    keys: [
      { key: 'value', hint: 'the key: a reference' },
      { key: 'from', hint: 'since when' },
      { key: 'until', hint: 'until when' },
      { key: 'name', hint: 'how the record calls it' },
    ],
  },
  { key: 'models', hint: 'those that callers may ask for', list: true },
  { key: 'codec', hint: 'what the provider’s codec is told', keys: CODEC },
  { key: 'passthrough', hint: 'routes that are no embedding call', list: true },
  { key: 'notInspected', hint: 'token ids that cannot be decoded', values: ['deny', 'allow'] },
  { key: 'limits', hint: 'of one request', keys: LIMITS },
];

const HOURS: readonly KnownKey[] = [
  { key: 'from', hint: 'such as "20:00"' },
  { key: 'to', hint: 'such as "06:00"' },
  { key: 'zone', hint: 'such as Europe/Berlin' },
  { key: 'days', hint: 'on which they begin', list: true, values: DAYS },
];

const APPROVERS: readonly KnownKey[] = [
  { key: 'groups', hint: 'of whom', list: true },
  { key: 'each', hint: 'each of the groups must consent', values: FLAG },
  { key: 'count', hint: 'how many different people; default 1' },
  { key: 'hours', hint: 'when they may decide', keys: HOURS },
  { key: 'reason', hint: 'whether they must say why', values: ['required', 'optional'] },
  { key: 'webhooks', hint: 'webhooks that are told', list: true },
  {
    key: 'escalate',
    hint: 'further people after a while',
    keys: [
      { key: 'after', hint: 'such as 10m' },
      { key: 'groups', hint: 'who may decide then', list: true },
      { key: 'webhooks', hint: 'webhooks that are told then', list: true },
    ],
  },
];

const MATCH: readonly KnownKey[] = [
  { key: 'groups', hint: 'callers in one of these', list: true },
  { key: 'subjects', hint: 'the callers themselves', list: true },
  { key: 'connections', hint: 'by name', list: true, values: 'connections' },
  { key: 'models', hint: 'names, or beginnings with *', list: true },
  { key: 'operations', hint: 'such as embeddings', list: true, values: ['embeddings'] },
  { key: 'addresses', hint: 'the caller’s, or ranges', list: true },
  { key: 'hours', hint: 'time of day', keys: HOURS },
  { key: 'headers', hint: 'each with the values that fit' },
];

const POLICY: readonly KnownKey[] = [
  { key: 'name', hint: 'stands in the record and in errors' },
  { key: 'match', hint: 'whom it concerns', keys: MATCH },
  {
    key: 'detect',
    hint: 'types to look for',
    list: true,
    values: 'types',
    keys: [
      { key: 'type', hint: 'what to look for', values: 'types' },
      { key: 'threshold', hint: 'lowest score; default 0.5' },
    ],
  },
  {
    key: 'deny',
    hint: 'its own words and patterns',
    keys: [
      { key: 'words', hint: 'whole words and phrases', list: true },
      { key: 'patterns', hint: 'regular expressions (RE2)', list: true },
    ],
  },
  { key: 'when', hint: 'a condition in CEL' },
  { key: 'action', hint: 'what it does', values: ['block', 'approve', 'mask', 'redact-vector', 'limit'] },
  { key: 'perItem', hint: 'block: only the inputs concerned', values: FLAG },
  { key: 'style', hint: 'mask: how', values: ['type', 'hash', 'partial'] },
  { key: 'text', hint: 'mask: this text instead' },
  { key: 'keep', hint: 'redact-vector: such as "0..255"' },
  { key: 'zero', hint: 'redact-vector: ranges', list: true },
  { key: 'noise', hint: 'redact-vector: standard deviation' },
  { key: 'truncate', hint: 'redact-vector: the first ones alone' },
  { key: 'renormalise', hint: 'truncate: to the length 1', values: FLAG },
  { key: 'quantise', hint: 'redact-vector: bits, 1 to 8' },
  { key: 'withhold', hint: 'redact-vector: an empty vector', values: FLAG },
  { key: 'bytes', hint: 'limit: of a request’s body' },
  { key: 'inputs', hint: 'limit: of a request' },
  { key: 'tokens', hint: 'limit: of a request’s inputs' },
  { key: 'requestsPerMinute', hint: 'limit: over time' },
  { key: 'vectorsPerDay', hint: 'limit: over time' },
  { key: 'per', hint: 'limit, over time: who shares it', values: ['caller', 'group'] },
  { key: 'approvers', hint: 'approve: who must consent', keys: APPROVERS },
  { key: 'hold', hint: 'approve: how long the caller waits; default 2m' },
  { key: 'expire', hint: 'approve: until when to decide; default 24h' },
  { key: 'grant', hint: 'approve: how long it may be repeated' },
  { key: 'sameText', hint: 'grant: the same text alone', values: FLAG },
  { key: 'shadow', hint: 'recorded, never enforced', values: FLAG },
  { key: 'onError', hint: 'where it cannot be evaluated', values: ['block', 'allow'] },
];

const DETECTOR: readonly KnownKey[] = [
  { key: 'type', hint: 'the name that policies look for' },
  { key: 'pattern', hint: 'a regular expression (RE2)' },
  { key: 'patterns', hint: 'several', list: true },
  { key: 'words', hint: 'a dictionary', list: true },
  { key: 'score', hint: 'of a pattern; context raises it by 0.4' },
  { key: 'context', hint: 'words nearby that raise the score', list: true },
  { key: 'types', hint: 'what an analyzer finds', list: true },
  { key: 'presidio', hint: 'where a Presidio analyzer is' },
  { key: 'timeout', hint: 'presidio: for one request; default 200ms' },
  { key: 'language', hint: 'presidio: of the texts' },
  { key: 'threshold', hint: 'presidio: lowest score' },
  { key: 'batch', hint: 'presidio: most texts in one call' },
  { key: 'ca', hint: 'presidio: file of the authorities to trust' },
];

const REVOCATION: readonly KnownKey[] = [
  { key: 'token', hint: 'a token’s id (jti)' },
  { key: 'subject', hint: 'whose tokens, as recorded' },
  { key: 'issuedBefore', hint: 'subject: those alone' },
];

const SIGNALS = [
  ...[
    'volume',
    'vector-bytes',
    'drift',
    'burst',
    'sensitive-content',
    'refused',
    'shadow-refused',
    'rejected-approvals',
  ],
  ...['new-place', 'off-hours', 'duplicates', 'near-duplicates', 'probing', 'coverage', 'entropy', 'templates'],
] as const;

const RISK: readonly KnownKey[] = [
  { key: 'halfLife', hint: "after how long half of a caller's points are left; default 12h" },
  {
    key: 'levels',
    hint: 'where they begin; default 40, 65 and 85',
    keys: ['medium', 'high', 'critical'].map((key) => ({ key, hint: 'a score up to 100' })),
  },
  {
    key: 'weights',
    hint: 'points that a signal adds at most',
    keys: SIGNALS.map((key) => ({ key, hint: '0 to 100; 0: it does not count' })),
  },
];

const ALERTS: readonly KnownKey[] = [
  { key: 'from', hint: 'the level from which on; default high', values: ['medium', 'high', 'critical'] },
  { key: 'webhooks', hint: "the replay service's, by name", list: true },
];

export const DOCUMENT_KEYS: readonly KnownKey[] = [
  { key: 'version', hint: 'of the format', values: ['1'] },
  { key: 'connections', hint: 'ways to providers', list: true, keys: CONNECTION },
  { key: 'policies', hint: 'what is done, and to whom', list: true, keys: POLICY },
  { key: 'detectors', hint: 'types of your own', list: true, keys: DETECTOR },
  { key: 'revoked', hint: 'whom nothing is taken of', list: true, keys: REVOCATION },
  { key: 'risk', hint: 'how scores are made', keys: RISK },
  { key: 'alerts', hint: 'when an alert is raised, and who is told', keys: ALERTS },
];
