import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { address, get, send, sendDocument } from '../src/api/client';
import { Problem } from '../src/api/problem';

let server: Server | undefined;

/** A service behind a real socket that answers everything alike. */
async function serving(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

afterEach(async () => {
  const running = server;
  server = undefined;
  if (running === undefined) return;
  running.closeAllConnections();
  await new Promise((closed) => running.close(closed));
});

const problemOf = async (call: Promise<unknown>): Promise<Problem> => {
  const thrown: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Problem);
  return thrown as Problem;
};

test('an address leaves out what is absent, and escapes the rest', () => {
  expect(address('/x', { q: '"a b" & c', cursor: null, to: undefined, subject: '', limit: 100 })).toBe(
    '/x?q=%22a+b%22+%26+c&limit=100',
  );
  expect(address('/x')).toBe('/x');
});

test('an answer is read, and asked for as JSON', async () => {
  let accepted: string | undefined;
  const base = await serving((request, response) => {
    accepted = request.headers.accept;
    response.setHeader('Content-Type', 'application/json').end('{"items": [1], "nextCursor": null}');
  });
  expect(await get(`${base}/api`)).toEqual({ items: [1], nextCursor: null });
  expect(accepted).toContain('application/json');
});

test('a call that answers nothing succeeds without a body', async () => {
  let seen = '';
  const base = await serving((request, response) => {
    request.on('data', (part: Buffer) => (seen += part.toString()));
    request.on('end', () => response.writeHead(204).end());
  });
  await send('POST', `${base}/api`, { token: 'x' });
  expect(JSON.parse(seen)).toEqual({ token: 'x' });
});

describe('an error', () => {
  test("keeps the service's own words", async () => {
    const base = await serving((_, response) => {
      response.writeHead(400, { 'Content-Type': 'application/problem+json' });
      response.end('{"title": "No such field", "detail": "limit is 1 to 500", "status": 400}');
    });
    const problem = await problemOf(get(base));
    expect([problem.status, problem.title, problem.message, problem.passing]).toEqual([
      400,
      'No such field',
      'limit is 1 to 500',
      false,
    ]);
  });

  test.each([
    [401, 'Not signed in', false],
    [403, 'Not permitted', false],
    [404, 'Not found', false],
    [429, 'Too many requests', true],
    [503, 'The archive does not answer', true],
    [500, 'The service answered 500', true],
  ])('%d without words gets some: %s', async (status, title, passing) => {
    const base = await serving((_, response) =>
      response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>no</h1>'),
    );
    const problem = await problemOf(get(base));
    expect([problem.status, problem.title, problem.passing]).toEqual([status, title, passing]);
    expect(problem.message).not.toContain('<');
  });

  test('with broken words gets others', async () => {
    const base = await serving((_, response) => {
      response.writeHead(502, { 'Content-Type': 'application/problem+json' }).end('{"title": 7');
    });
    expect((await problemOf(get(base))).title).toBe('The service answered 502');
  });

  test('is an answer cut off in the middle', async () => {
    const base = await serving((_, response) => {
      response.setHeader('Content-Type', 'application/json').end('{"items": [1,');
    });
    const problem = await problemOf(get(base));
    expect([problem.title, problem.passing]).toEqual(['The answer was cut off', true]);
  });

  test('is a service that is away', async () => {
    const base = await serving(() => undefined);
    await new Promise((closed) => server?.close(closed));
    server = undefined;
    const problem = await problemOf(get(base));
    expect([problem.title, problem.passing]).toEqual(['The service cannot be reached', true]);
  });

  test('is not what a page gives up on by itself', async () => {
    const base = await serving(() => undefined);
    const gaveUp = new AbortController();
    const call = get(base, {}, gaveUp.signal).catch((error: unknown) => error);
    gaveUp.abort();
    expect(await call).not.toBeInstanceOf(Problem);
  });
});

test('a document is sent as it is, and what is wrong with it comes back place by place', async () => {
  let got = '';
  const base = await serving((request, response) => {
    got = `${request.method} ${request.headers['content-type']} ${request.headers['if-match']} `;
    request.on('data', (bytes: Buffer) => (got += bytes.toString()));
    request.on('end', () => {
      response.writeHead(422, { 'Content-Type': 'application/problem+json' });
      response.end(
        '{"title": "Does not validate", "status": 422, "detail": "nothing has changed",' +
          ' "problems": [{"line": 2, "key": "policies", "reason": "is no list"}, {"line": 3, "key": "", "reason": "has no value"}]}',
      );
    });
  });
  const problem = await problemOf(
    sendDocument('PUT', `${base}/api/v1/config`, 'version: 1\n', { 'If-Match': '"abc"' }),
  );
  expect(got).toBe('PUT application/yaml "abc" version: 1\n');
  expect(problem.problems).toEqual([
    { line: 2, key: 'policies', reason: 'is no list' },
    { line: 3, key: null, reason: 'has no value' },
  ]);
});
