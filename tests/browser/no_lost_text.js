#!/usr/bin/env node
// No text is lost, in a browser:  no_lost_text.js BASE OUTDIR
// Two people in one report; a session that ends in mid-text, with scripts and without; saving by itself; the copy of this
// machine; the warning before the end. Minutes pass on the page's own clock. A picture of each step goes to OUTDIR.
// Prints 'N passed, N failed'; exit status 1 when a step does not say what it should.
'use strict';
const fs = require('fs');
const path = require('path');
const { launch, open, signIn, accounts } = require('./browser');

const FIRST = 'kjj1', SECOND = 'kjj2';
const START = '崂山实验室成果转化基地完成主体施工，新引进科研团队 3 个。';
const TYPED = `${START}\n“蓝色药库”开发计划完成阶段评审 <50%> & 𠮷`;

let passed = 0, failed = 0, number = 0, out = '.';

function check(what, good) {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}`);
}

async function picture(page, name) {
  number++;
  await page.screenshot({ path: path.join(out, `${String(number).padStart(2, '0')}-${name}.png`), fullPage: true });
}

async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

const SAVE = 'button[name=action][value=save]:not(.vh)';

async function link(browser, base, no) {
  const context = await open(browser, base, FIRST);
  const page = await context.newPage();
  await page.goto('/reports?period=2023-03&st=all');
  const address = await page.getAttribute(`a[href^="/plans/2023/tasks/${no}/reports/2023-03/"][href$="/edit"]`, 'href');
  await context.close();
  return address;
}

async function form(context, address, fake) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.accept());
  if (fake) {
    await page.clock.install();
  }
  await page.goto(address);
  return page;
}

const text = (page) => page.inputValue('textarea[name=narrative]');

async function twoPeople(browser, base, address) {
  const a = await open(browser, base, FIRST), b = await open(browser, base, SECOND, { width: 390 });
  let first = await form(a, address);
  await first.fill('textarea[name=narrative]', START);
  await press(first, SAVE);
  const second = await form(b, address);
  await first.fill('textarea[name=next_steps]', '4 月底前完成实验平台验收。');
  await press(first, SAVE);
  await second.check('input[name=light][value=green]');
  await second.fill('textarea[name=narrative]', `${START}二期同步启动。`);
  await press(second, SAVE);
  check('what only one changed is merged and said', /已保存，并合入同事 .* 修改的“下一步措施”/.test(await second.innerText('main')));
  await picture(second, 'merged');
  await first.fill('textarea[name=narrative]', `${START.replace('3 个', '5 个')}已通过专家验收。`);
  await press(first, SAVE);
  check('what both changed is asked about', (await first.innerText('h1')).includes('您和他人同时修改了 1 个项目'));
  check('with marks', (await first.locator('.cmp del').count()) > 0 && (await first.locator('.cmp ins').count()) > 0);
  check('and the rest is merged', (await first.innerText('main')).includes('已自动合并 1 项'));
  await picture(first, 'two-versions');
  await first.setViewportSize({ width: 390, height: 800 });
  await picture(first, 'two-versions-390');
  check('which fits 390 px', await first.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await press(first, SAVE);
  check('without a choice it asks again', (await first.innerText('#errs')).includes('请逐项选择'));
  await picture(first, 'no-choice');
  await first.setViewportSize({ width: 1440, height: 900 });
  await first.fill('textarea[name=narrative]', '合并：二期同步启动，已通过专家验收，共 5 个团队。');
  check('writing chooses 合并', await first.isChecked('input[name="pick.narrative"][value=both]'));
  await press(first, SAVE);
  check('the merged text is stored', (await text(first)).startsWith('合并：') && await first.isChecked('input[name=light][value=green]'));
  await a.close();
  await b.close();
}

async function sessionEnds(browser, base, address, script) {
  const context = await open(browser, base, FIRST, { script });
  const page = await form(context, address);
  await page.fill('textarea[name=narrative]', TYPED);
  await page.check('input[name=light][value=yellow]');
  await context.clearCookies();
  await press(page, SAVE);
  check('the page says 登录已超时 and shows the text', (await page.innerText('h1')) === '登录已超时' && (await page.innerText('main')).includes('没有丢失'));
  await picture(page, script ? 'timed-out' : 'timed-out-without-scripts');
  await page.setViewportSize({ width: 390, height: 800 });
  await picture(page, 'timed-out-390');
  await page.fill('input[name=username]', FIRST);
  await page.fill('input[name=password]', 'wrong');
  await press(page, 'form[action="/login"] button');
  check('a wrong password loses nothing', (await page.inputValue('textarea[name="kept.narrative"]')) === TYPED);
  await picture(page, 'wrong-password-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.fill('input[name=username]', FIRST);
  await page.fill('input[name=password]', accounts()[FIRST]);
  await press(page, 'form[action="/login"] button');
  check('signed in again, the text is there', (await text(page)) === TYPED && await page.isChecked('input[name=light][value=yellow]'));
  check('and it says that nothing is saved', (await page.innerText('main')).includes('已恢复，尚未保存'));
  await picture(page, 'restored');
  await press(page, SAVE);
  check('it can be saved', (await page.innerText('main')).includes('已保存草稿') && (await text(page)) === TYPED);
  await context.close();
}

async function anotherAccount(browser, base, address) {
  const context = await open(browser, base, FIRST);
  const page = await form(context, address);
  await page.fill('textarea[name=narrative]', TYPED);
  await context.clearCookies();
  await press(page, SAVE);
  await page.fill('input[name=username]', SECOND);
  await page.fill('input[name=password]', accounts()[SECOND]);
  await press(page, 'form[action="/login"] button');
  check('another account may only copy', (await page.innerText('main')).includes(`以下内容由账号 ${FIRST} 填写，当前账号无权保存`));
  await picture(page, 'another-account');
  await context.close();
}

async function savesByItself(browser, base, address) {
  const a = await open(browser, base, FIRST), b = await open(browser, base, SECOND);
  const page = await form(a, address, true);
  await page.fill('textarea[name=narrative]', '自动保存的文字');
  await page.clock.fastForward(31000);
  await page.waitForFunction(() => document.getElementById('saved').textContent.includes('自动保存'));
  check('it saves by itself after 30 seconds', (await page.innerText('#saved')).includes('登录保持至'));
  await picture(page, 'autosaved');
  const other = await form(b, address);
  check('a colleague sees it', (await text(other)) === '自动保存的文字');
  await page.fill('textarea[name=narrative]', '自动保存的文字，又写了一句');
  await press(page, SAVE);
  check('the button goes on from there', (await page.innerText('main')).includes('已保存草稿'));
  await other.fill('textarea[name=next_steps]', '同事的措施');
  await press(other, SAVE);
  await page.fill('textarea[name=narrative]', '我还在写');
  await page.clock.fastForward(31000);
  await page.waitForSelector('.note.y');
  check('it stops when somebody else saved, and says so', /自动保存已停止：.* 保存了新版本/.test(await page.innerText('main > .note.y')));
  await picture(page, 'autosave-stopped');
  await press(page, SAVE);
  check('the button merges', (await page.inputValue('textarea[name=next_steps]')) === '同事的措施' && (await text(page)) === '我还在写');
  await a.close();
  await b.close();
}

async function localCopy(browser, base, address) {
  const context = await open(browser, base, FIRST);
  let page = await form(context, address, true);
  const before = await text(page);
  await page.fill('textarea[name=narrative]', TYPED);
  await page.check('input[name=light][value=red]');
  await page.clock.fastForward(1600);
  await page.close({ runBeforeUnload: false });
  page = await form(context, address, true);
  check('the copy of this machine is offered, not applied', /发现 \d\d:\d\d 未保存的内容（本机）/.test(await page.innerText('main > .note.y')) && (await text(page)) === before);
  await picture(page, 'local-copy');
  await page.click('main > .note.y button:has-text("恢复")');
  check('恢复 fills it in', (await text(page)) === TYPED && await page.isChecked('input[name=light][value=red]'));
  await press(page, SAVE);
  check('once saved it is gone', (await page.locator('main > .note.y').count()) === 0 &&
    await page.evaluate(() => !Object.keys(localStorage).some((key) => key.startsWith('tz:'))));
  await page.fill('textarea[name=narrative]', '别的账号不该看到');
  await page.clock.fastForward(1600);
  await context.clearCookies();
  await signIn(context, SECOND);
  const other = await form(context, address, true);
  check('another account is not offered it', (await other.locator('main > .note.y').count()) === 0);
  await context.clearCookies();
  await signIn(context, FIRST);
  let again = await form(context, address, true);
  check('and takes it away', (await again.locator('main > .note.y').count()) === 0);
  await again.fill('textarea[name=narrative]', '再写一次');
  await again.clock.fastForward(1600);
  await again.close({ runBeforeUnload: false });
  again = await form(context, address, true);
  await again.click('main > .note.y button:has-text("放弃")');
  await again.reload();
  check('放弃 drops it', (await again.locator('main > .note.y').count()) === 0);
  await again.fill('textarea[name=narrative]', '退出时删除');
  await again.clock.fastForward(1600);
  await press(again, 'form[action="/logout"] button');
  check('signing out drops it', await again.evaluate(() => !Object.keys(localStorage).some((key) => key.startsWith('tz:'))));
  await context.close();
}

async function warning(browser, base, address) {
  const context = await open(browser, base, FIRST);
  const page = await form(context, address, true);
  await page.clock.fastForward(54 * 60000 + 6000);
  check('5 minutes before the end it says so', (await page.innerText('main > .note.y')).includes('登录将在 5 分钟后超时'));
  await picture(page, 'five-minutes');
  await page.click('main > .note.y button');
  await page.waitForSelector('main > .note.y', { state: 'detached' });
  check('继续填写 goes on', true);
  await page.clock.fastForward(58 * 60000 + 6000);
  check('it can be asked again and again', (await page.innerText('main > .note.y')).includes('登录将在 1 分钟后超时'));
  await page.clock.fastForward(2 * 60000);
  check('at the end it says what to do', (await page.innerText('main > .note.y')).includes('登录已超时'));
  await context.close();
}

async function main([base, folder]) {
  out = folder;
  fs.mkdirSync(out, { recursive: true });
  const browser = await launch();
  try {
    await twoPeople(browser, base, await link(browser, base, 3));
    const address = await link(browser, base, 2);
    await sessionEnds(browser, base, address, true);
    await sessionEnds(browser, base, address, false);
    await anotherAccount(browser, base, address);
    await savesByItself(browser, base, address);
    await localCopy(browser, base, address);
    await warning(browser, base, address);
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
