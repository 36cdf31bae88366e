#!/usr/bin/env node
// Files beside a report in Chromium:  evidence.js BASE OUTDIR
// With scripts a file goes by itself as soon as it is chosen, without them with the form. An upload that breaks, a file of the
// wrong kind and one that is too large leave every word as it was typed. Pictures go to OUTDIR.
'use strict';
const fs = require('fs');
const path = require('path');
const { launch, open } = require('./browser');

const TYPED = '一边上传一边写的文字，\n第二行 <b>&amp;</b> 𠮷。';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const file = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

let passed = 0, failed = 0, number = 0, out = '';

function check(what, good) {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}`);
}

async function picture(page, name) {
  number++;
  await page.screenshot({ path: path.join(out, `${String(number).padStart(2, '0')}-${name}.png`), fullPage: true });
}

async function openForm(page, task) {
  await page.goto('/reports?period=2023-03&st=all');
  await page.goto(await page.getAttribute(`a[href^="/plans/2023/tasks/${task}/reports/"][href$="/edit"]`, 'href'));
  return page.url();
}

const words = (page, where) => page.innerText(where);
const typed = (page) => page.inputValue('textarea[name=narrative]');

async function choose(page, files, wanted) {
  await page.setInputFiles('#file', files);
  await page.waitForFunction((text) => document.querySelector('#file-say').innerText.includes(text), wanted, { timeout: 15000 });
}

async function withScripts(browser, base) {
  const context = await open(browser, base, 'kjj1');
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (why) => faults.push(String(why)));
  page.on('console', (said) => said.type() === 'error' && said.text().includes('Content Security') && faults.push(said.text()));
  const address = await openForm(page, 4);
  await page.fill('textarea[name=narrative]', TYPED);
  await choose(page, [file('方案"三月".pdf', PDF)], '“方案"三月".pdf”已上传');
  check('a file is there at once', (await words(page, '#file-list')).includes('方案"三月".pdf'));
  await picture(page, 'one-file');
  await choose(page, [file('方案.zip', Buffer.from('PK')), file('其实是网页.pdf', Buffer.from('<html>'))], '“其实是网页.pdf”未上传：文件内容与扩展名不符');
  check('a wrong kind is said', (await words(page, '#file-say')).includes('“方案.zip”未上传：不支持该格式，请改用 PDF、Word、Excel 或图片'));
  await choose(page, [file('大.pdf', Buffer.alloc(27682407, 0x25))], '“大.pdf”未上传：26.4 MB，超过 20 MB 上限');
  await page.route('**/files', (route) => route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue());
  await choose(page, [file('断.pdf', Buffer.concat([PDF, PDF]))], '“断.pdf”未上传：传输中断，请重新选择');
  await picture(page, 'broken-off');
  await page.unroute('**/files');
  check('every word stands as it was typed', (await typed(page)) === TYPED && page.url() === address);
  await choose(page, [file('断.pdf', Buffer.concat([PDF, PDF]))], '“断.pdf”已上传');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'narrow');
  check('nothing sticks out at 390 px', await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await Promise.all([page.waitForNavigation(), page.click('#file-list button[name=remove]')]);
  check('removing keeps the words', (await typed(page)) === TYPED && !(await words(page, '#file-list')).includes('三月'));
  await page.goto(address.replace('/edit', '/files'));
  await page.setViewportSize({ width: 1440, height: 900 });
  await picture(page, 'list');
  await Promise.all([page.waitForNavigation(), page.setInputFiles('#file', [file('清单页上传.pdf', Buffer.concat([PDF, PDF, PDF]))])]);
  check('the list shows what was added there', (await words(page, 'table')).includes('清单页上传.pdf'));
  check('no script fault, no breach of the policy', faults.length === 0);
  faults.forEach((fault) => console.log(fault));
  await context.close();
}

async function press(page, value) {
  await Promise.all([page.waitForNavigation(), page.click(`button[name=action][value=${value}]:not(.vh)`)]);
}

async function withoutScripts(browser, base) {
  const context = await open(browser, base, 'kjj1', { script: false });
  const page = await context.newPage();
  const address = await openForm(page, 5);
  await page.fill('textarea[name=narrative]', TYPED);
  await page.setInputFiles('#file', [file('一.pdf', PDF), file('二.zip', Buffer.from('PK'))]);
  await press(page, 'upload');
  check('one is kept, the other said', (await words(page, '#file-list')).includes('一.pdf') && (await words(page, '#errs')).includes('“二.zip”未上传：'));
  check('and every word is there', (await typed(page)) === TYPED);
  await picture(page, 'without-scripts-refused');
  await page.goto(address);
  check('also as the draft', (await typed(page)) === TYPED);
  await page.fill('textarea[name=narrative]', `${TYPED}又写了一句。`);
  await page.setInputFiles('#file', [file('三.pdf', Buffer.concat([PDF, PDF]))]);
  await page.route('**/reports/**', (route) => route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue());
  await page.click('button[name=action][value=upload]').catch(() => {});
  await page.waitForTimeout(500);
  await picture(page, 'without-scripts-broken-off');
  await page.unroute('**/reports/**');
  if (page.url() !== address) {
    await page.goBack();
  }
  check('after an upload that breaks the words are in the form', (await typed(page)) === `${TYPED}又写了一句。`);
  await picture(page, 'without-scripts-back');
  await page.setInputFiles('#file', [file('三.pdf', Buffer.concat([PDF, PDF]))]);
  await press(page, 'save');
  check('chosen and not sent is said', (await words(page, '#errs')).includes('“三.pdf”还没有上传'));
  await page.setInputFiles('#file', [file('三.pdf', Buffer.concat([PDF, PDF]))]);
  await press(page, 'upload');
  check('and then it is sent', (await words(page, '#file-list')).includes('三.pdf') && (await typed(page)) === `${TYPED}又写了一句。`);
  await context.close();
}

async function main([base, folder]) {
  out = folder;
  fs.mkdirSync(out, { recursive: true });
  const browser = await launch();
  try {
    await withScripts(browser, base);
    await withoutScripts(browser, base);
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

main(process.argv.slice(2)).catch((why) => {
  console.error(why);
  process.exit(1);
});
