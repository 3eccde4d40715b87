// Works off an alert in a real browser, by the keyboard: finds it in the list, reads it, acknowledges it, closes it with a verdict and
// reopens it; then looks at its caller's page and at the risk of an exchange behind it. Says on a line of its own when the list is there (READY).
//
//   VECTRAIL_CONSOLE_URL    where the replay service serves the console
//   VECTRAIL_TOKEN          a token of an auditor
//   VECTRAIL_VIEWER_TOKEN   a token of a viewer, who sees the alert and cannot act (optional)
//   VECTRAIL_ALERT          id of an alert that is open; else the first one of VECTRAIL_CALLER to come into the list
//   VECTRAIL_CALLER         the alert's subject
//   VECTRAIL_SHOTS          folder for screenshots (optional)
//   CHROMIUM                the browser (default /usr/bin/chromium)
//
// Ends with status 0, or with 1 and a line that says what was not as it should be.
import { open, setting } from './browser.mjs';

async function main() {
  const base = setting('VECTRAIL_CONSOLE_URL').replace(/\/+$/, '');
  const caller = setting('VECTRAIL_CALLER');
  const wanted = process.env.VECTRAIL_ALERT;
  const viewer = process.env.VECTRAIL_VIEWER_TOKEN;
  const { browser, page, complaints, check, step, signIn } = await open(base);
  const offered = page.locator('.actions-offered button');
  const state = (word) => page.locator('.acting .alert-state', { hasText: word }).waitFor();
  const life = (words) => page.locator('.life', { hasText: words }).waitFor();
  try {
    await page.goto(`${base}/alerts`);
    await signIn(setting('VECTRAIL_TOKEN'));
    complaints.length = 0;
    await page.goto(`${base}/alerts`);
    await page.getByText('live', { exact: true }).waitFor();
    console.log('READY');

    await step('an open alert is in the list, and on the rail', async () => {
      const row = page.locator('.row-table .row', { hasText: caller }).first();
      // Guesses, scores and the archive come before it, on a machine that may be busy.
      await row.waitFor({ timeout: 60_000 });
      await row.locator('.level').waitFor();
      await page.locator('.rail a[href="/alerts"] .waiting').waitFor();
      console.log(`SEEN ${Date.now()}`);
      await check('alerts');
    });
    await step('j and o open it beside the list, enter on a page of its own', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('o');
      await page.locator('.beside .alert-said').waitFor();
      await check('alerts-beside');
      await page.keyboard.press('Escape');
      await page.locator('.beside').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => /^\/alerts\/[^/]+$/.test(url.pathname));
    });
    await step('it says what happened, by what, and in which exchanges', async () => {
      if (wanted) await page.goto(`${base}/alerts/${wanted}`);
      else {
        await page.goto(`${base}/alerts?q=${encodeURIComponent(`subject:"${caller}"`)}`);
        await page.locator('.row-table .row').first().click();
      }
      await page.locator('.alert-said', { hasText: caller }).waitFor();
      await page.getByRole('table', { name: 'Parts of the score' }).getByRole('row').nth(1).waitFor();
      await page.locator('.risky-exchanges > li').first().waitFor();
      await life(/Raised at/);
      await check('alert');
    });

    await step('it is acknowledged and taken by single keys', async () => {
      await page.keyboard.press('a');
      await state('acknowledged');
      await life(/Acknowledged by/);
      await page.keyboard.press('m');
      await life(/Taken by/);
      await check('alert-acknowledged');
    });
    await step('it is closed with a verdict and a reason, not without', async () => {
      await page.keyboard.press('c');
      await page.getByRole('radio', { name: /^Expected/ }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').filter({ hasText: 'Say what it came to first' }).waitFor();
      await check('alert-closing');
      await page.getByRole('radio', { name: /^Confirmed/ }).press('Space');
      await page.getByRole('textbox', { name: /^Why/ }).fill('Its token was stolen: revoked');
      await page.keyboard.press('Control+Enter');
      await state('closed, confirmed');
      await life(/Its token was stolen: revoked/);
      console.log(`CLOSED ${Date.now()}`);
      await check('alert-closed');
    });
    await step('it is in the list of those that are closed', async () => {
      await page.goto(`${base}/alerts?state=closed&last=all`);
      await page.locator('.row-table .row', { hasText: caller }).first().waitFor();
      await check('alerts-closed');
      await page.goBack();
      await state('closed');
    });
    await step('it is reopened with a reason', async () => {
      await page.keyboard.press('r');
      await page.getByRole('textbox', { name: /^Why/ }).fill('It goes on');
      await page.keyboard.press('Control+Enter');
      await life(/It goes on/);
      await page.getByRole('button', { name: /^Close/ }).waitFor();
    });

    await step('the caller shows its score over time, and each moment its parts', async () => {
      await page.locator('.exchange-facts a[href^="/callers/"]').click();
      await page.waitForURL((url) => url.pathname.startsWith('/callers/'));
      const chart = page.getByRole('slider', { name: /^Score over time/ });
      await chart.waitFor();
      await page.locator('.score-chart path').first().waitFor({ state: 'attached' });
      await chart.focus();
      await page.keyboard.press('End');
      await page.locator('.moment .score').waitFor();
      await page.waitForURL((url) => url.searchParams.has('at'));
      await check('caller');
      await page.getByText('As a table').click();
      await page.getByRole('table', { name: 'Score over time' }).waitFor();
      await check('caller-table');
    });
    await step('u leads to all callers, the riskiest first', async () => {
      await page.keyboard.press('u');
      await page.waitForURL((url) => url.pathname === '/callers');
      await page.locator('.row-table .row', { hasText: caller }).first().waitFor();
      await check('callers');
    });
    await step('an exchange behind it says why it is risky', async () => {
      await page.goBack();
      await page.locator('.risky-exchanges a[href^="/exchanges/"]').first().click();
      await page.getByRole('table', { name: 'Parts of the exchange' }).waitFor();
      await check('exchange-risk');
    });
    await step('it fits a phone', async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      for (const path of ['/alerts?state=all&last=all', '/callers', `/callers/${encodeURIComponent(caller)}`]) {
        await page.goto(base + path);
        await page.locator('.level').first().waitFor();
        await check(`phone${path.replace(/[^a-z]+/gi, '-')}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) throw new Error(`${path} is ${over} px wider than the phone`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    });
    if (viewer !== undefined && viewer !== '')
      await step('a viewer reads it and has no buttons', async () => {
        await page.getByRole('button', { name: /^Signed in as/ }).click();
        await page.getByRole('button', { name: 'Sign out' }).click();
        await signIn(viewer);
        await page.goto(`${base}/alerts?state=all&last=all`);
        await page.locator('.row-table .row', { hasText: caller }).first().click();
        await page.locator('.alert-said').waitFor();
        if ((await offered.count()) > 0) throw new Error('a viewer seems to be able to act');
      });
    await step('the browser had nothing to complain of', async () => {
      const others = complaints.filter((complaint) => !/^console: .*\b401\b/.test(complaint));
      if (others.length > 0) throw new Error(`see below\n${others.join('\n')}`);
    });
  } finally {
    await browser.close();
  }
}

try {
  await main();
  console.log('Alerts work.');
} catch (error) {
  console.error(`Alerts do not work: ${error.message}`);
  process.exitCode = 1;
}
