#!/usr/bin/env node
// Looks for what a stored text has done to a page:  xss.js BASE FILE, FILE a JSON list of {login, path, twin, texts}.
// A fault is: a dialog, a call of hit(), a word in the console (a breach of the content security policy is one), a request
// to elsewhere, an element or attribute that no template of ours has, a text that cannot be read on the page as it was
// typed, and, where there is a twin (the same page with harmless texts), another number of elements.
'use strict';
const fs = require('fs');
const { launch, open } = require('./browser');

// Runs in the page.
function look() {
  const foreign = 'script:not([src^="/static/"]),iframe,object,embed,base,math,foreignObject,animate,set,video,audio,marquee,style,[style],template,' +
    'plaintext,xmp,keygen,isindex,x,img:not([src^="/static/"]),a[href^="javascript" i],a[href^="data" i],a[href^="//"],form[action^="java" i],[formaction],[srcdoc]';
  const all = [...document.querySelectorAll('*')];
  const odd = [...document.querySelectorAll(foreign)].concat(all.filter((e) => [...e.attributes].some((a) => /^on|^xlink/.test(a.name))));
  const typed = [...document.querySelectorAll('textarea,input')].map((e) => e.value);
  return { count: all.length, odd: odd.map((e) => e.outerHTML.slice(0, 200)), hit: window.xssHit,
    text: [document.body.textContent, ...typed].join('\n') };
}

const flat = (text) => text.replace(/\s+/g, ' ').trim();

async function visit(context, base, path, said) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('console', (message) => {
    if (!/status of 4\d\d/.test(message.text())) said.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`script error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base + '/') && !request.url().startsWith('data:')) said.push(`asked elsewhere: ${request.url()}`);
  });
  await page.addInitScript(() => { window.hit = (n) => { window.xssHit = n; }; });
  await page.goto(path);
  await page.evaluate(() => document.querySelectorAll('details').forEach((e) => { e.open = true; }));
  const seen = await page.evaluate(look);
  await page.close();
  if (seen.hit) said.push(`hit(${seen.hit}) ran`);
  seen.odd.forEach((html) => said.push(`foreign element: ${html}`));
  return seen;
}

async function main(base, file) {
  const browser = await launch();
  const contexts = {};
  let failed = 0;
  let texts = 0;
  const visits = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const { login, path, twin, texts: wanted } of visits) {
    const said = [];
    contexts[login] = contexts[login] || await open(browser, base, login === '-' ? null : login);
    const seen = await visit(contexts[login], base, path, said);
    const shown = flat(seen.text);
    for (const text of wanted || []) {
      texts += 1;
      if (!shown.includes(flat(text))) said.push(`not readable: ${text.slice(0, 300)}`);
    }
    if (twin) {
      const harmless = await visit(contexts[login], base, twin, said);
      if (harmless.count !== seen.count) said.push(`${seen.count} elements, ${harmless.count} with harmless texts`);
    }
    said.forEach((fault) => console.log(`${login} ${path}: ${fault}`));
    failed += said.length ? 1 : 0;
  }
  await browser.close();
  console.log(`${visits.length} visits, ${texts} texts read, ${failed} with faults`);
  process.exit(failed || !visits.length ? 1 : 0);
}

main(...process.argv.slice(2)).catch((why) => {
  console.error(String(why));
  process.exit(1);
});
