// What the browser scripts share: Debian's Chromium without a way out, signing in, and reading accounts.
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const ROOT = path.resolve(__dirname, '..', '..');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb',
  '--lang=zh-CN'];

function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, args: FLAGS });
}

// login -> password, of seeds/accounts.tsv.
function accounts() {
  const lines = fs.readFileSync(path.join(ROOT, 'seeds', 'accounts.tsv'), 'utf8').trim().split('\n').slice(1);
  return Object.fromEntries(lines.map((line) => line.split('\t').slice(0, 2)));
}

// A context of its own for one person; login may be null (nobody is signed in). width in CSS pixels.
async function open(browser, base, login, { width = 1440, height = 900, script = true, dark = false } = {}) {
  const context = await browser.newContext({
    baseURL: base, viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', javaScriptEnabled: script,
    colorScheme: dark ? 'dark' : 'light',
  });
  if (login) {
    await signIn(context, login);
  }
  return context;
}

// Sends the page's own form; works without scripts as well.
async function signIn(context, login) {
  const page = await context.newPage();
  await page.goto('/login');
  await page.fill('input[name=username]', login);
  await page.fill('input[name=password]', accounts()[login]);
  await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')]);
  if (new URL(page.url()).pathname === '/login') {
    throw new Error(`${login} could not sign in: ${(await page.innerText('body')).slice(0, 300)}`);
  }
  await page.close();
}

module.exports = { launch, open, signIn, accounts, ROOT };
