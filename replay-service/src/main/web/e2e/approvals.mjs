// Decides on two requests that wait, in a real browser, as somebody who may: approves one and rejects another. Says on a line of its own
// when it is ready for the first (READY), and for the second (NEXT).
//
//   VECTRAIL_CONSOLE_URL   where the replay service serves the console
//   VECTRAIL_TOKEN         a token of an approver of the policy's group
//   VECTRAIL_CALLER        whose requests wait
//   VECTRAIL_SHOTS         folder for screenshots (optional)
//   CHROMIUM               the browser (default /usr/bin/chromium)
//
// Ends with status 0, or with 1 and a line that says what was not as it should be.
import { open, setting } from './browser.mjs';

async function main() {
  const base = setting('VECTRAIL_CONSOLE_URL').replace(/\/+$/, '');
  const caller = setting('VECTRAIL_CALLER');
  const { browser, page, complaints, check, step, signIn } = await open(base);
  try {
    await page.goto(`${base}/approvals`);
    await signIn(setting('VECTRAIL_TOKEN'));
    complaints.length = 0;
    await page.goto(`${base}/approvals`);
    await page.getByText('live', { exact: true }).waitFor();

    const row = page.locator('.row-table .row', { hasText: caller });
    /** Nobody reloads the page: the request must come by itself. */
    const comes = async () => {
      await row.first().waitFor();
      console.log(`SEEN ${Date.now()}`);
    };
    const decide = async (key, button, reason) => {
      await page.keyboard.press(key);
      await page.getByRole('textbox', { name: /Reason|Why/ }).fill(reason);
      await page.getByRole('button', { name: button, exact: true }).last().click();
      console.log(`DECIDED ${Date.now()}`);
    };

    console.log('READY');
    await step('a request that waits comes into the queue by itself', async () => {
      await comes();
      await check('approvals-queue');
    });
    await step('it shows its text as it would be forwarded, with what was found in it', async () => {
      await row.first().click();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => /^\/approvals\/[0-9a-f-]{36}$/.test(url.pathname));
      await page.locator('mark', { hasText: '4111' }).first().waitFor();
      await page.getByText('<EMAIL_ADDRESS>').first().waitFor();
      await check('approval-waits');
    });
    await step('it is approved with a reason, by the keyboard', async () => {
      await decide('a', 'Approve', 'The customer asked for it in writing');
      await page.getByText('The customer asked for it in writing').first().waitFor();
      await page.getByText(/used/i).first().waitFor();
      await check('approval-approved');
    });

    await page.goto(`${base}/approvals`);
    await page.getByText('live', { exact: true }).waitFor();
    console.log('NEXT');
    await step('another one is rejected', async () => {
      await comes();
      await row.first().click();
      await page.keyboard.press('Enter');
      await page.locator('mark', { hasText: '4111' }).first().waitFor();
      await decide('r', 'Reject', 'Card numbers stay here');
      await page.getByText('Card numbers stay here').first().waitFor();
      await check('approval-rejected');
    });
    await step('the browser had nothing to complain of', async () => {
      if (complaints.length > 0) throw new Error('see below');
    });
  } finally {
    await browser.close();
  }
}

try {
  await main();
  console.log('Approvals work.');
} catch (error) {
  console.error(`Approvals do not work: ${error.message}`);
  process.exitCode = 1;
}
