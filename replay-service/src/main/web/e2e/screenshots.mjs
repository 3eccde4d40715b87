// Takes the screenshots that README shows anew, of the platform that ./vectrail up has started in this checkout:
//
//   cd replay-service/src/main/web && npm run screenshots
//
// It sends some calls through the edge first, so that there is something to see, and writes docs/images/*.png.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../..');
const IMAGES = path.join(ROOT, 'docs/images');
const CONSOLE = `http://127.0.0.1:${process.env.VECTRAIL_REPLAY_PORT || 8090}`;
const EDGE = `http://127.0.0.1:${process.env.VECTRAIL_EDGE_PORT || 8080}`;
const MODEL = 'text-embedding-3-small';

const vectrail = (...words) => execFileSync(path.join(ROOT, 'vectrail'), words, { encoding: 'utf8' }).trim();

const TEXTS = [
  'Quarterly report of the Zurich office, draft for review',
  'Minutes of the meeting on supplier contracts',
  'Please send the invoice to anna@example.com by Friday',
  'How do I reset the password of my account?',
  'Patient complains of headaches since Monday',
  'The delivery to the warehouse in Lyon is late',
];

async function send() {
  for (const subject of ['alice', 'nightly-batch', 'bob']) {
    const token = vectrail('token', '--subject', subject, '--group', 'research');
    for (let i = 0; i < 6; i++) {
      const answer = await fetch(`${EDGE}/openai/v1/embeddings`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ model: MODEL, input: [TEXTS[i], TEXTS[(i + 1) % TEXTS.length]] }),
      });
      if (answer.status !== 200) throw new Error(`the edge answered ${answer.status}: is the platform up?`);
      await answer.arrayBuffer();
    }
  }
}

async function main() {
  await send();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.setDefaultTimeout(20_000);
    const shot = async (name) => {
      await page.waitForTimeout(500);
      await page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
      console.log(`docs/images/${name}.png`);
    };
    await page.goto(`${CONSOLE}/overview`);
    await page.getByRole('link', { name: /^Sign in with/ }).click();
    await page.getByLabel('Name').fill('audrey');
    await page.getByLabel('Groups').fill('auditors');
    await page.getByLabel('Passcode').fill(vectrail('passcode').split('\n').at(-1));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.overview .decided').waitFor();
    await shot('overview');
    await page.goto(`${CONSOLE}/search`);
    await page.locator('.row-table .row').nth(5).waitFor();
    await shot('search');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.vector-strip canvas').first().waitFor();
    await page.getByRole('button', { name: 'What is nearest' }).first().click();
    await page.locator('.neighbour-table').first().waitFor();
    await shot('exchange');
    await page.goto(`${CONSOLE}/sessions`);
    await page.locator('.row-table .row').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.session-player').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.beside .headline').waitFor();
    await shot('session');
  } finally {
    await browser.close();
  }
}

await main();
