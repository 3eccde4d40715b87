// What is common to all that drive the console in a real browser.
import { readFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const WAIT_MS = 15_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const setting = (name, fallback) => {
  const value = process.env[name] ?? fallback;
  if (value === undefined || value === '') throw new Error(`set ${name}: see the head of the script`);
  return value;
};

/** Everything the browser complains of: console errors, exceptions, violations of the policy, calls to other hosts. */
function complaintsOf(page, origin) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) complaints.push(`call to another host: ${url.href}`);
  });
  return complaints;
}

/**
 * A page of a browser of its own, with what a script needs beside it:
 *
 *   check(name)     axe finds no fault with what is shown, in light and dark; a screenshot of each
 *   step(what, act) names what fails, and says what the browser complained of
 *   signIn(token)   from the page for signing in
 */
export async function open(base) {
  const shots = process.env.VECTRAIL_SHOTS;
  if (shots) await mkdir(shots, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const complaints = complaintsOf(page, new URL(base).origin);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy violated: ${event.effectiveDirective} ${event.blockedURI}`),
    );
  });

  const check = async (name) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${colorScheme}.png`) });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      if (violations.length > 0) {
        const words = violations.map(({ id, help, nodes }) => `  ${id}: ${help}\n    ${nodes[0]?.html}`).join('\n');
        throw new Error(`axe finds fault with the page "${name}" (${colorScheme}):\n${words}`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  const step = async (what, act) => {
    try {
      await act();
    } catch (error) {
      if (shots) await page.screenshot({ path: path.join(shots, 'failed.png') }).catch(() => {});
      const said = complaints.length > 0 ? `\nthe browser said:\n  ${complaints.join('\n  ')}` : '';
      throw new Error(`${what}: ${error.message}${said}`, { cause: error });
    }
    console.log(`ok  ${what}`);
  };

  const signIn = async (as) => {
    await page.getByText('With a token').click();
    await page.getByLabel('Token').fill(as);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const refused = page.getByRole('alert');
    const back = page.waitForURL((url) => url.pathname !== '/sign-in');
    const said = await Promise.race([back.then(() => null), refused.waitFor().then(() => refused.textContent())]);
    if (said !== null) throw new Error(said);
  };
  return { browser, page, complaints, check, step, signIn };
}
