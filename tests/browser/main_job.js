#!/usr/bin/env node
// The main job, done by people at browsers:  main_job.js BASE OUTDIR [n]
// A filer of 市科技局 reports on task 1, a supervisor gives it back, the filer mends it, the supervisor approves, the auditor
// sees four events with old and new. A picture of each step goes to OUTDIR; 'n' does it without scripts.
// Prints 'N passed, N failed'; exit status 1 when a step does not say what it should.
'use strict';
const fs = require('fs');
const path = require('path');
const { launch, open } = require('./browser');

const TASK = '/plans/2023/tasks/1';
const PERIOD = '2023-03';
const FIRST = '崂山实验室成果转化基地完成主体施工，新引进科研团队 3 个，“蓝色药库”开发计划完成阶段评审。';
const MENDED = `${FIRST}\n补充：与市财政局对接资金 2,000 万元，完成 2 项成果转化合同签订。`;
const RETURN = '请补充成果转化的具体合同数量和资金来源。';

let passed = 0, failed = 0, number = 0;

function check(what, good) {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}`);
}

async function picture(page, out, name) {
  number++;
  await page.screenshot({ path: path.join(out, `${String(number).padStart(2, '0')}-${name}.png`), fullPage: true });
}

async function press(page, name, value) {
  await Promise.all([page.waitForNavigation(), page.click(`button[name=${name}][value=${value}]:not(.vh)`)]);
}

// The address of the unit's form stands on its list.
async function openForm(page, out) {
  await page.goto(`/reports?period=${PERIOD}&st=all`);
  await picture(page, out, 'my-reports');
  const link = await page.getAttribute(`a[href^="${TASK}/reports/${PERIOD}/"][href$="/edit"]`, 'href');
  await page.goto(link);
  return link;
}

async function file(page, out, narrative, expectError) {
  const link = await openForm(page, out);
  if (expectError) {
    await press(page, 'action', 'check');
    check('an empty report is refused with words', (await page.innerText('#errs')).includes('不少于 20 字'));
    await picture(page, out, 'form-error');
  }
  await page.fill('textarea[name=narrative]', narrative);
  await page.check('input[name=light][value=green]');
  await page.fill('textarea[name=next_steps]', '4 月底前完成实验平台验收。');
  for (const box of await page.$$('input[name^="mended."]')) { // each reason of a return
    await box.check();
  }
  await press(page, 'action', 'save');
  check('the draft is kept as typed', (await page.inputValue('textarea[name=narrative]')) === narrative);
  await picture(page, out, 'form-draft');
  await press(page, 'action', 'check');
  check('the check page shows the text', (await page.innerText('main')).includes('提交前核对'));
  await picture(page, out, 'check');
  await press(page, 'action', 'submit');
  check('submitted', (await page.innerText('main')).includes('已提交'));
  await picture(page, out, 'task-submitted');
  return link;
}

async function review(page, out, decision, comment) {
  await page.goto('/reviews');
  await picture(page, out, 'queue');
  const row = page.locator('tr', { hasText: '建设崂山实验室' }).filter({ hasText: '市科技局' });
  await Promise.all([page.waitForNavigation(), row.locator('a[href^="/reviews/"]').first().click()]);
  const id = new URL(page.url()).pathname.split('/').pop();
  await picture(page, out, `review-${decision}`);
  if (comment) {
    await page.fill('textarea[name=comment]', comment);
  }
  await press(page, 'decision', decision);
  check(`decided: ${decision}`, !(await page.innerText('body')).includes('出错'));
  return id;
}

async function main([base, out, marks = '']) {
  fs.mkdirSync(out, { recursive: true });
  const browser = await launch();
  const script = !marks.includes('n');
  const at = async (login, work) => {
    const context = await open(browser, base, login, { script });
    const page = await context.newPage();
    page.on('dialog', (dialog) => dialog.accept());
    const result = await work(page);
    await context.close();
    return result;
  };
  try {
    await at('kjj1', (page) => file(page, out, FIRST, true));
    await at('dcs1', (page) => review(page, out, 'return', RETURN));
    await at('kjj1', async (page) => {
      await page.goto('/dashboard');
      check('the returned report is on top of the filer’s day', (await page.innerText('main')).includes('退回'));
      await picture(page, out, 'dashboard-returned');
      const link = await openForm(page, out);
      check('the form shows why it came back', (await page.innerText('main')).includes(RETURN));
      await picture(page, out, 'form-returned');
      await page.goto(link);
    });
    await at('kjj2', (page) => file(page, out, MENDED, false));
    const id = await at('dcs1', (page) => review(page, out, 'approve', ''));
    await at('kjj1', async (page) => {
      await page.goto(TASK);
      check('the task page shows the approved text', (await page.innerText('main')).includes('2 项成果转化合同'));
      await picture(page, out, 'task-approved');
    });
    await at('sjj1', (page) => audit(page, out, id));
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

// Four events of the report: submitted, returned, submitted again, approved; the third with old → new.
async function audit(page, out) {
  await page.goto('/audit?task=1');
  await picture(page, out, 'audit');
  const words = await page.innerText('main');
  for (const word of ['提交', '退回', '通过']) {
    check(`the list says ${word}`, words.includes(word));
  }
  const rows = await page.locator('tbody tr', { hasText: '2023年3月' }).count();
  check(`four events of the report (${rows})`, rows === 4);
  const again = page.locator('tbody tr', { hasText: '2023年3月' }).filter({ hasText: '提交' }).first();
  await Promise.all([page.waitForNavigation(), again.locator('a[href^="/audit/"]').first().click()]);
  const detail = await page.innerText('main');
  check('the event shows the old text', detail.includes('完成阶段评审。'));
  check('the event shows the new text', detail.includes('2 项成果转化合同签订'));
  await picture(page, out, 'audit-event');
}

main(process.argv.slice(2)).catch((why) => {
  console.error(String(why.stack || why));
  process.exit(1);
});
