// Drives the console in a real browser: signs in, searches, opens the exchange, and looks at every page.
//
//   VECTRAIL_CONSOLE_URL   where the replay service serves the console
//   VECTRAIL_TOKEN         a token of an auditor
//   VECTRAIL_ADMIN_TOKEN   a token of a policy-admin
//   VECTRAIL_PASSCODE      the passcode of the platform's local issuer
//   VECTRAIL_WORD          a word of a recorded input that came back with a vector
//   VECTRAIL_SHOTS         folder for screenshots (optional)
//   VECTRAIL_DECISION      the decision to expect (default allow)
//   CHROMIUM               the browser (default /usr/bin/chromium)
//
// Ends with status 0, or with 1 and a line that says what was not as it should be.
import { open, setting, WAIT_MS } from './browser.mjs';

async function main() {
  const base = setting('VECTRAIL_CONSOLE_URL').replace(/\/+$/, '');
  const token = setting('VECTRAIL_TOKEN');
  const adminToken = setting('VECTRAIL_ADMIN_TOKEN');
  const passcode = setting('VECTRAIL_PASSCODE');
  const word = setting('VECTRAIL_WORD');
  const decision = setting('VECTRAIL_DECISION', 'allow');
  const { browser, page, complaints, check, step, signIn } = await open(base);
  try {
    /** What was just recorded may take a moment to arrive: asks again until rows are there. */
    const rows = async () => {
      const row = page.locator('.row-table .row').first();
      for (const end = Date.now() + WAIT_MS; Date.now() < end;) {
        const there = await row.waitFor({ timeout: 1_000 }).then(
          () => true,
          () => false,
        );
        if (there) return;
        await page.getByRole('button', { name: 'Ask again' }).click();
      }
      throw new Error('no rows came');
    };
    const query = page.getByRole('combobox', { name: 'Query' });
    const signOut = async () => {
      await page.getByRole('button', { name: /^Signed in as/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('With a token').waitFor();
    };

    await step('without a session every page leads to signing in', async () => {
      await page.goto(`${base}/search?last=all`);
      await page.getByRole('link', { name: /^Sign in with/ }).waitFor();
      await check('sign-in');
    });
    // Browsers report every such answer as an error, and until here it is what should happen.
    const wanted = (status) => {
      for (let at = complaints.length - 1; at >= 0; at--) {
        if (new RegExp(`^console: .*\\b${status}\\b`).test(complaints[at])) complaints.splice(at, 1);
      }
    };
    wanted(401);

    await step('whoever has the passcode signs in at the local issuer, back to where one came from', async () => {
      await page.getByRole('link', { name: /^Sign in with/ }).click();
      await page.getByRole('heading', { name: 'Local sign-in' }).waitFor();
      await check('local-sign-in');
      await page.getByLabel('Name').fill('auditor');
      await page.getByLabel('Groups').fill('auditors, replayers');
      await page.getByLabel('Passcode').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      wanted(403);
      await page.getByLabel('Passcode').fill(passcode);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.get('last') === 'all');
      await page.getByRole('heading', { name: 'Exchanges' }).waitFor();
      if ((await page.evaluate(() => document.cookie)) !== '') throw new Error('a script can read the cookie');
    });

    await step('a word of the input finds the exchange', async () => {
      await page.keyboard.press('/');
      await query.fill(word);
      await query.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q') === word);
      await rows();
      await check('search');
    });

    await step('a value beside the list narrows it, and again widens it', async () => {
      const allowed = page.locator('.search-side').getByRole('button', { name: new RegExp(`^${decision}`) });
      await allowed.click();
      await page.waitForURL((url) => url.searchParams.get('q') === `${word} decision:${decision}`);
      await rows();
      await allowed.and(page.locator('[aria-pressed=true]')).click();
      await page.waitForURL((url) => url.searchParams.get('q') === word);
    });

    await step('a bar of the histogram narrows the list to its time, by keys and by a drag', async () => {
      const plot = page.locator('.time-histogram .plot');
      await plot.focus();
      await page.keyboard.press('End');
      await page.locator('.time-histogram .tip', { hasText: decision }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.has('from') && url.searchParams.has('to'));
      await rows();
      await page.goBack();
      await page.waitForURL((url) => !url.searchParams.has('from'));
      const { x, y, width, height } = await plot.boundingBox();
      await page.mouse.move(x + 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width - 2, y + height / 2, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL((url) => url.searchParams.has('from') && url.searchParams.has('to'));
      await rows();
      await check('narrowed');
      await page.goBack();
      await page.waitForURL((url) => !url.searchParams.has('from'));
      await rows();
    });

    await step('l follows the list, which the address says, and l again does not', async () => {
      const follow = page.getByRole('button', { name: 'live', exact: true });
      await page.keyboard.press('l');
      await page.waitForURL((url) => url.searchParams.get('live') === '1');
      await follow.and(page.locator('[aria-pressed=true]')).waitFor();
      await page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/v1/exchanges' && answer.ok());
      await rows();
      await check('live');
      await page.keyboard.press('l');
      await page.waitForURL((url) => !url.searchParams.has('live'));
    });

    await step('j and o open it beside the list', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('o');
      await page.locator('.beside .vector-strip canvas').first().waitFor();
      await check('beside');
      await page.keyboard.press('Escape');
      await page.locator('.beside').waitFor({ state: 'detached' });
    });

    await step('enter opens it: text, vector and decision are on the page', async () => {
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname.startsWith('/exchanges/'));
      const text = page.locator('.input-text', { hasText: new RegExp(escaped(word), 'i') });
      await text.first().waitFor();
      const canvas = page.locator('.vector-strip canvas').first();
      await canvas.waitFor();
      const colours = await canvas.evaluate((element) => {
        const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      if (colours < 16) throw new Error(`the strip shows ${colours} colours: it is not a picture of a vector`);
      await page.getByText(/norm/).first().waitFor();
      await page
        .locator(`.exchange-view .headline .decision[data-decision="${decision}"]`, { hasText: decision })
        .waitFor();
      await check('exchange');
    });

    await step('what is nearest to a vector is asked for beside it, and has a page', async () => {
      await page.getByRole('button', { name: 'What is nearest' }).first().click();
      await page.locator('.vector-neighbours :is(.neighbour-table, p)').first().waitFor();
      await check('nearest');
      await page.getByRole('link', { name: 'Find similar' }).first().click();
      await page.waitForURL((url) => url.pathname === '/similar' && url.searchParams.get('input') === '0');
      await page.getByText(/^Compared with each of/).waitFor();
      await check('similar');
      await page.goBack();
      const vector = await page.evaluate(async (id) => {
        const answer = await fetch(`/api/v1/exchanges/${id}/vectors/0`);
        return JSON.stringify((await answer.json()).vector);
      }, new URL(page.url()).pathname.split('/').at(-1));
      const exchange = page.url();
      await page.goto(`${base}/similar`);
      await page.getByLabel('A vector, or its hash').fill(vector);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.locator('.likeness', { hasText: 'the same' }).first().waitFor();
      await page.goto(exchange);
      await page.locator('.vector-strip canvas').first().waitFor();
    });

    await step('it is sent again, and what came back is the same', async () => {
      const again = page.getByRole('region', { name: 'Send again and compare' });
      await again.getByRole('button', { name: 'Send again' }).click();
      await again.getByRole('group').getByRole('button', { name: 'Send again' }).click();
      await again.locator('.same', { hasText: 'the same' }).first().waitFor();
      await check('send-again');
    });

    await step('the raw bytes can be had', async () => {
      for (const side of ['request', 'response']) {
        const href = await page.locator(`a[download][href$="/${side}"]`).getAttribute('href');
        const size = await page.evaluate(async (url) => {
          const answer = await fetch(url);
          return answer.ok ? (await answer.arrayBuffer()).byteLength : -answer.status;
        }, href);
        if (size <= 0) throw new Error(`${href} answered ${size}`);
      }
    });

    await step('the address alone opens it again', async () => {
      await page.reload();
      await page.locator('.vector-strip canvas').first().waitFor();
    });

    await step('u leads back to the list', async () => {
      await page.keyboard.press('u');
      await page.waitForURL((url) => url.pathname === '/search' && url.searchParams.get('q') === word);
      await page.locator('.row-table [role=row][aria-current]').waitFor();
    });

    await step('a question without an answer says what to drop', async () => {
      await page.goto(`${base}/search?q=${encodeURIComponent(`subject:nobody-${Date.now()}`)}&last=all`);
      await page.getByText('No exchange matches all of this').waitFor();
      await check('nothing-found');
    });

    await step('the overview says how it stands, and leads to the exchanges behind its numbers', async () => {
      await page.goto(`${base}/`);
      await page.waitForURL((url) => url.pathname === '/overview');
      await page.locator('.overview .decided').waitFor();
      await page.locator('.service-health [data-status=up]', { hasText: 'ingest' }).waitFor();
      await page.locator('.riskiest li').first().waitFor();
      await check('overview');
      await page.locator('.decided a').first().click();
      await page.waitForURL(
        (url) => url.pathname === '/search' && url.searchParams.get('q') === `decision:${decision}`,
      );
      await rows();
    });

    await step('the sessions are listed', async () => {
      await page.goto(`${base}/sessions?last=all`);
      await page.getByRole('heading', { name: 'Sessions' }).waitFor();
      await rows();
      await check('sessions');
    });

    await step('a session opens with its exchanges', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => /^\/sessions\/./.test(url.pathname));
      await rows();
      await check('session');
    });

    await step('it is stepped through and played, and the exchange opens beside it', async () => {
      const player = page.getByRole('region', { name: 'Replay' });
      await page.keyboard.press('ArrowRight');
      await page.waitForURL((url) => url.searchParams.has('at') && url.searchParams.get('beside') === '1');
      await page.locator('.beside .exchange-view .headline').waitFor();
      await player.getByText(/^\d+ of \d+/).waitFor();
      await check('session-replay');
      await page.keyboard.press(' ');
      await player
        .getByRole('button', { name: 'Pause' })
        .or(player.getByText(/^(\d+) of \1/))
        .first()
        .waitFor();
      await player.getByRole('slider', { name: 'Place in the session' }).focus();
      await page.keyboard.press('Home');
      await player.getByText(/^1 of/).waitFor();
      await page.keyboard.press('Escape');
    });

    await step('a sample is sent again as a job, which says what has changed', async () => {
      await page.getByRole('link', { name: 'Replays' }).click();
      await page.getByRole('heading', { name: 'Replays' }).waitFor();
      await page.goto(`${base}/replays?q=${encodeURIComponent(word)}&last=all`);
      await page.getByRole('spinbutton').fill('2');
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.waitForURL((url) => url.searchParams.has('at'));
      await page.locator('.results .same').first().waitFor();
      await check('replays');
    });

    await step('the page of a caller draws its vectors', async () => {
      await page.goto(`${base}/callers/alice`);
      await page.locator('.caller-map circle').first().waitFor();
      await page.getByRole('slider', { name: /^Vectors/ }).focus();
      await page.keyboard.press('Home');
      await page.locator('.caller-map figcaption', { hasText: /^\d{4}-/ }).waitFor();
      await check('caller-map');
    });

    await step('e exports what the query means, and the file can be had', async () => {
      await page.goto(`${base}/search?q=${encodeURIComponent(word)}&last=all`);
      await rows();
      await page.keyboard.press('e');
      await page.waitForURL((url) => url.pathname === '/exports' && url.searchParams.get('q') === word);
      await page.getByRole('combobox', { name: /^As/ }).selectOption('bundle');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const file = page.locator('.export-table a[download]').first();
      // It waits until the archive has all that Kafka has.
      await file.waitFor({ timeout: 60_000 });
      await check('exports');
      const begins = await page.evaluate(
        async (url) => {
          const answer = await fetch(url);
          return new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 2));
        },
        await file.getAttribute('href'),
      );
      if (begins !== 'PK') throw new Error(`the file begins with ${begins}`);
      await page.getByRole('button', { name: 'Delete' }).first().click();
      await page.getByRole('group').getByRole('button', { name: 'Delete' }).click();
      await page.getByText('You have no exports').waitFor();
    });

    await step('the page of health shows edges, chains and the archive', async () => {
      await page.getByRole('link', { name: 'Health' }).click();
      await page.locator('.health-page .edges tbody').first().waitFor();
      await page.locator('.health-page .chain-mark').first().waitFor();
      await page.locator('.health-page .service-health [data-status=up]').first().waitFor();
      await check('health');
    });

    await step('an auditor is told who may register a key', async () => {
      await page.getByRole('link', { name: 'Connections' }).click();
      await page.getByText('needs the role policy-admin').waitFor();
      await check('connections-auditor');
    });

    await step('a policy-admin registers a key that nothing shows again', async () => {
      const key = `sk-e2e-${Date.now()}`;
      await signOut();
      await page.goto(`${base}/connections`);
      await page.getByText('With a token').waitFor();
      wanted(401);
      await signIn(adminToken);
      await page.getByLabel('Connection').fill('openai');
      await page.getByLabel('Targets').fill('no address');
      await page.getByLabel('The provider').fill(key);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await check('connections-refused');
      wanted(400);
      await page.getByLabel('Targets').fill('https://api.openai.com');
      await page.getByRole('button', { name: 'Seal' }).click();
      const lines = page.getByRole('status').locator('pre');
      await lines.waitFor();
      if (
        !/^- name: openai\n  target: https:\/\/api\.openai\.com\n  credential: sealed:\S+$/.test(
          await lines.innerText(),
        )
      )
        throw new Error(`what goes into the document is ${await lines.innerText()}`);
      await check('connections');
      const left = await page.evaluate(() => document.documentElement.outerHTML + location.href);
      if (left.includes(key) || (await page.getByLabel('The provider').inputValue()) !== '')
        throw new Error('the page still holds the key');
      await page.reload();
      if ((await page.getByLabel('Connection').inputValue()) !== 'openai') throw new Error('the address lost the name');
    });

    // The document as it was is put in force again at the end: other tests share the platform.
    const policy = `console-${Date.now()}`;
    const editor = page.getByRole('textbox', { name: 'Gateway document' });
    const inForce = page.getByRole('status').filter({ hasText: / is in force\. / });
    const current = page.locator('.edges .edge-mark[data-state=current]');

    await step('a policy-admin sees at its line what does not validate', async () => {
      await page.getByRole('link', { name: 'Policies' }).click();
      await editor.click();
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText('shadows: 1');
      await page.locator('.cm-wrong-line', { hasText: 'shadows: 1' }).waitFor();
      await page.keyboard.press('Control+Home');
      await page.getByRole('button', { name: /^line \d+.*shadows/ }).click();
      await page.locator('.cm-activeLine', { hasText: 'shadows: 1' }).waitFor();
      await check('policies-problem');
    });

    await step('what can stand there is completed, and outlasts a reload', async () => {
      await page.keyboard.press('Shift+End');
      await page.keyboard.type('pol');
      await page.locator('.cm-tooltip-autocomplete li', { hasText: 'policies' }).click();
      await page.keyboard.insertText(` [{ name: ${policy}, detect: [PHONE_NUMBER], action: block, shadow: true }]`);
      await page.getByText('It validates').waitFor();
      await page.reload();
      await page.locator('.cm-line', { hasText: policy }).waitFor();
      await page.getByText('It validates').waitFor();
    });

    await step('it is reviewed and applied, and the edge runs it', async () => {
      await editor.click();
      await page.keyboard.press('Control+s');
      await page.waitForURL((url) => url.searchParams.get('show') === 'review');
      await page.locator('.cm-changedLine', { hasText: policy }).waitFor();
      await page.getByLabel('Why').fill(`why ${policy}`);
      await check('policies-review');
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await inForce.waitFor();
      await current.first().waitFor();
      await check('policies-edges');
    });

    await step('the history has it, and leads back to what was before', async () => {
      await page.getByRole('link', { name: 'History' }).click();
      const rows = page.locator('.of-revisions .row');
      await rows
        .filter({ hasText: `why ${policy}` })
        .locator('.revision-mark', { hasText: 'in force' })
        .waitFor();
      const before = Number(await rows.nth(1).locator('.number').innerText());
      await rows.first().click();
      await page.locator('.cm-changedLine', { hasText: policy }).waitFor();
      await check('policies-history');
      await page.goto(`${base}/policies?revision=${before}&beside=history`);
      await page.getByRole('button', { name: 'Edit from this revision' }).click();
      await page.getByRole('link', { name: 'Review and apply' }).click();
      await page.locator('.cm-deletedChunk', { hasText: policy }).waitFor();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await inForce.waitFor();
      await current.first().waitFor();
    });

    await step('an auditor reads the document and cannot edit it', async () => {
      await signOut();
      await signIn(token);
      await page.goto(`${base}/policies?beside=history`);
      await page.getByText('read only').waitFor();
      await page.locator('.of-revisions .row', { hasText: `why ${policy}` }).waitFor();
      if ((await editor.getAttribute('contenteditable')) !== 'false') throw new Error('the text can be edited');
      if ((await page.getByText('Review and apply').count()) > 0) throw new Error('it can be applied');
    });

    await step('who looked at the exchange is on the page Access', async () => {
      await page.goto(`${base}/access?q=${encodeURIComponent('action:view object:exchanges/*')}`);
      await rows();
      await check('access');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname.startsWith('/exchanges/'));
    });

    await step('an auditor sees what waits for people, as it happens', async () => {
      await page.goto(`${base}/approvals`);
      await page.getByText('live', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Waiting', exact: true }).waitFor();
      if ((await page.getByText('for you to decide').count()) > 0) throw new Error('an auditor seems to decide');
      await check('approvals');
      await page.getByRole('link', { name: 'All', exact: true }).click();
      await page.waitForURL((url) => url.searchParams.get('state') === 'all');
      await check('approvals-all');
    });

    await step('an auditor creates a token for a program, which works until it is revoked', async () => {
      await page.goto(`${base}/tokens`);
      await page.getByText('Create an API token').click();
      await page.getByLabel('Name').fill('Nightly Export');
      await page.getByRole('button', { name: 'Create' }).click();
      if ((await page.getByRole('status').locator('pre').count()) > 0) throw new Error('a name in capitals is taken');
      await page.getByLabel('Name').fill('nightly-export');
      await page.getByRole('button', { name: 'Create' }).click();
      const shown = page.getByRole('status').locator('pre');
      await shown.waitFor();
      const program = (await shown.textContent()).trim();
      const row = page.locator('tr', { hasText: program.split('_')[1] });
      await row.getByText('active').waitFor();
      await check('api-tokens');
      const asks = async () => {
        const answer = await fetch(`${base}/api/v1/me`, { headers: { authorization: `Bearer ${program}` } });
        return answer.status;
      };
      if ((await asks()) !== 200) throw new Error('the token is not taken');
      await row.getByRole('button', { name: 'Revoke' }).click();
      await row
        .getByRole('button', { name: /revoke/i })
        .first()
        .click();
      await row.getByText('revoked').waitFor();
      if ((await asks()) !== 401) throw new Error('the token is taken although it was revoked');
    });

    await step('? lists the keys', async () => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await check('keys');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    await step('it fits a phone', async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${base}/search?q=${encodeURIComponent(word)}&last=all`);
      const row = page.locator('.row-table .row').first();
      await row.waitFor();
      await check('phone-search');
      await row.click();
      // It is asked for when it comes into sight, and on a phone the risk stands above it.
      await page.locator('.vector-strip').first().scrollIntoViewIfNeeded();
      await page.locator('.vector-strip canvas').first().waitFor();
      await check('phone-exchange');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) throw new Error(`the page is ${over} px wider than the phone`);
      await page.setViewportSize({ width: 1440, height: 900 });
    });

    await step('the browser had nothing to complain of', async () => {
      if (complaints.length > 0) throw new Error('see below');
    });

    await step('signing out ends the session', async () => {
      await signOut();
      const status = await page.evaluate(async () => (await fetch('/api/v1/me')).status);
      if (status !== 401) throw new Error(`the service still answers ${status}`);
    });
  } finally {
    await browser.close();
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

try {
  await main();
  console.log('The console works.');
} catch (error) {
  console.error(`The console does not work: ${error.message}`);
  process.exitCode = 1;
}
