#!/usr/bin/env node
// Looks at pages as a person's browser does, and at what they may not do:  pages.js BASE LOGIN=PATH[,PATH...] ...
// Each page is asked for: axe-core's rules (WCAG 2 A and AA, best practice), no word in the console (a breach of the
// content security policy is one), nothing loaded from elsewhere, no sideways scroll at 320 px, one h1, a title, zh-CN.
// A path that ends in @403 must answer with that status.
// Prints a line for each fault, then 'N passed, N failed'; exit status 1 when something failed.
'use strict';
const fs = require('fs');
const { launch, open } = require('./browser');
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 900 };

// Faults of one page as sentences: loaded once, looked at wide and then narrow.
async function faults(context, base, visit) {
  const said = [];
  const [address, status = '200'] = visit.split('@');
  const page = await context.newPage();
  page.on('console', (message) => {
    // Chromium tells the status of an error page itself.
    if (status === '200' || !message.text().includes(`status of ${status}`)) {
      said.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => said.push(`script error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base + '/') && !request.url().startsWith('data:')) {
      said.push(`asked elsewhere: ${request.url()}`);
    }
  });
  const answer = await page.goto(address);
  if (answer.status() !== Number(status)) {
    said.push(`status ${answer.status()}, not ${status}`);
  }
  said.push(...await page.evaluate(shape));
  said.push(...await accessibility(page));
  await page.setViewportSize(NARROW);
  said.push(...(await page.evaluate(shape)).map((fault) => `at ${NARROW.width} px: ${fault}`));
  await page.close();
  return said;
}

// Runs in the page.
function shape() {
  const wrong = [];
  const html = document.documentElement;
  if (html.scrollWidth > html.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].find((e) => e.getBoundingClientRect().right > html.clientWidth + 1);
    wrong.push(`sideways scroll: ${html.scrollWidth} > ${html.clientWidth}` +
      (wide ? ` (${wide.tagName.toLowerCase()}.${wide.className})` : ''));
  }
  if (document.querySelectorAll('h1').length !== 1) wrong.push(`${document.querySelectorAll('h1').length} h1`);
  if (html.lang !== 'zh-CN') wrong.push(`lang is '${html.lang}'`);
  if (!document.title) wrong.push('no title');
  if (document.querySelector('[style],style,script:not([src])')) wrong.push('inline style or script');
  return wrong;
}

// The page's policy forbids foreign scripts, so axe is run through the debugger, in the page's own world.
async function accessibility(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
  return violations.map((v) => `axe ${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
}

async function main([base, ...visits]) {
  if (!visits.length) {
    console.error('pages.js BASE LOGIN=PATH[,PATH...] ...');
    process.exit(2);
  }
  let passed = 0;
  let failed = 0;
  const browser = await launch();
  for (const visit of visits) {
    const [, login, list] = /^([^=]*)=(.*)$/.exec(visit);
    const context = await open(browser, base, login === '-' ? null : login, WIDE);
    for (const address of list.split(',')) {
      const found = await faults(context, base, address);
      found.forEach((fault) => console.log(`${login} ${address}: ${fault}`));
      if (found.length) failed += 1;
      else passed += 1;
    }
    await context.close();
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}

main(process.argv.slice(2)).catch((why) => {
  console.error(String(why));
  process.exit(1);
});
