import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { completeDocument } from '../src/text/complete-document';
import { DETECTION_TYPES, DOCUMENT_KEYS, type KnownKey } from '../src/text/document-keys';

/** The completions at the bar, and the word that they complete. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.slice(0, caret) + marked.slice(caret + 1);
  const found = completeDocument(text, caret);
  return found === null
    ? null
    : { word: text.slice(found.from, caret), texts: found.options.map((option) => option.text) };
}

const DOCUMENT = `version: 1
connections:
  - name: openai
    provider: openai
    limits: { inputs: 256 }
  - name: second
    provider: tei
policies:
`;

describe('keys are completed', () => {
  test('at the top', () => {
    expect(at('version: 1\npol|')).toEqual({
      word: 'pol',
      texts: ['version', 'connections', 'policies', 'detectors', 'revoked', 'risk', 'alerts'],
    });
  });

  test('of an entry, behind its dash and below it', () => {
    expect(at(`${DOCUMENT}  - na|`)?.texts).toContain('action');
    expect(at(`${DOCUMENT}  - name: a\n    de|`)?.texts).toContain('detect');
    expect(at(`${DOCUMENT}- name: a\n  de|`)?.texts).toContain('detect');
    expect(at('connections:\n  - name: a\n    pr|')?.texts).toContain('provider');
  });

  test('of a mapping inside an entry, as a block and in braces', () => {
    expect(at(`${DOCUMENT}  - name: a\n    match:\n      gr|`)?.texts).toContain('groups');
    expect(at(`${DOCUMENT}  - name: a\n    match: { groups: [a], co|`)?.texts).toContain('connections');
    expect(at(`${DOCUMENT}  - name: a\n    match: { hours: { zo|`)?.texts).toEqual(['from', 'to', 'zone', 'days']);
    expect(at('connections:\n  - { name: a, limits: { |')?.texts).toContain('timeout');
  });

  test('past what stands deeper above', () => {
    expect(at(`${DOCUMENT}  - name: a\n    match:\n      groups: [x]\n    ac|`)?.texts).toContain('action');
    expect(at(`${DOCUMENT}  - name: a\n    deny:\n      words:\n        - x\n    ac|`)?.texts).toContain('action');
  });
});

describe('values are completed', () => {
  test('where they are few', () => {
    expect(at(`${DOCUMENT}  - name: a\n    action: ma|`)).toMatchObject({ word: 'ma' });
    expect(at(`${DOCUMENT}  - name: a\n    action: |`)?.texts).toContain('redact-vector');
    expect(at(`${DOCUMENT}  - { name: a, style: |`)?.texts).toEqual(['type', 'hash', 'partial']);
    expect(at('connections:\n  - provider: az|')?.texts).toContain('azure-openai');
  });

  test('with the names that stand in the document itself', () => {
    expect(at(`${DOCUMENT}  - name: a\n    match: { connections: [|`)?.texts).toEqual(['openai', 'second']);
    expect(at(`${DOCUMENT}  - name: a\n    match:\n      connections:\n        - s|`)?.texts).toEqual([
      'openai',
      'second',
    ]);
    const own =
      'policies:\n  - detect: [EMAIL_ADDRESS, |]\ndetectors:\n  - { type: EMPLOYEE_ID, pattern: "E-[0-9]+" }\n  - { types: [PERSON], presidio: x }\n';
    expect(at(own)?.texts[0]).toBe('EMPLOYEE_ID');
    expect(at(own)?.texts[1]).toBe('PERSON');
    expect(at(own)?.texts).toContain('US_SSN');
  });

  test('of a list of types, whose entries may be mappings too', () => {
    expect(at(`${DOCUMENT}  - detect:\n      - US|`)?.texts).toContain('US_SSN');
    expect(at(`${DOCUMENT}  - detect: [{ type: |`)?.texts).toContain('SECRET');
    expect(at(`${DOCUMENT}  - detect: [{ thr|`)?.texts).toEqual(['type', 'threshold']);
  });
});

test('nothing is offered in comments, quotes and free values', () => {
  expect(at('# ver|')).toBeNull();
  expect(at(`${DOCUMENT}  - name: a|`)).toBeNull();
  expect(at(`${DOCUMENT}  - action: "b|`)).toBeNull();
  expect(at(`${DOCUMENT}  - action: block|: `)?.word).toBe('block');
  expect(at('connections:\n  - credential: ${env:A|')).toBeNull();
});

/** What of JSON Schema the document's schema uses for keys and values. */
interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  propertyNames?: { enum?: string[] };
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
}

/** What may stand beneath: keys that are each described, or that are only named. */
const keysOf = ({ properties, propertyNames }: Schema): Record<string, Schema> | undefined =>
  properties ?? (propertyNames?.enum && Object.fromEntries(propertyNames.enum.map((name) => [name, {}])));

test('the keys and values are those of the document’s schema', () => {
  const file = '../../../../../document/src/main/resources/io/vectrail/document/gateway-document.schema.json';
  const schema = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Schema & {
    $defs: Record<string, Schema>;
  };
  const resolved = (one: Schema): Schema =>
    one.$ref === undefined ? one : resolved(schema.$defs[one.$ref.replace('#/$defs/', '')] ?? {});
  const forms = (one: Schema): Schema[] => {
    const whole = resolved(one);
    return [whole, ...(whole.anyOf ?? []).flatMap(forms), ...(whole.items === undefined ? [] : forms(whole.items))];
  };
  const compare = (path: string, known: readonly KnownKey[], said: Record<string, Schema>) => {
    expect([path, known.map(({ key }) => key).sort()]).toEqual([path, Object.keys(said).sort()]);
    for (const { key, keys, values, list } of known) {
      const here = forms(said[key] ?? {});
      const place = `${path}.${key}`;
      expect([place, list ?? false]).toEqual([place, here[0]?.items !== undefined]);
      const beneath = here.map(keysOf).find((found) => found !== undefined);
      if (keys !== undefined || beneath !== undefined) compare(place, keys ?? [], beneath ?? {});
      const few = here.find((form) => form.enum !== undefined)?.enum;
      if (few !== undefined && typeof values === 'object')
        expect([place, [...values].sort()]).toEqual([place, [...few].sort()]);
    }
  };
  compare('', DOCUMENT_KEYS, schema.properties ?? {});
  expect([...DETECTION_TYPES].sort()).toEqual([...(schema.$defs.knownType?.enum ?? [])].sort());
});
