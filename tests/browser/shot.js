#!/usr/bin/env node
// Pictures of pages:  shot.js BASE LOGIN OUTDIR WIDTHS PATH...
//   LOGIN   of seeds/accounts.tsv, or - for nobody        WIDTHS  1440,390; 'p' after a number shows it as printed,
//   PATH    /dashboard, /plans/2023/tasks?light=red, …            'd' is the dark scheme, 'n' without scripts
// Each file is OUTDIR/<path>-<width>.png, of the whole page; the names are printed.
'use strict';
const fs = require('fs');
const path = require('path');
const { launch, open } = require('./browser');

async function shoot(browser, base, login, out, width, paths) {
  const [, pixels, marks] = /^(\d+)([pdn]*)$/.exec(width) || [];
  if (!pixels) {
    throw new Error(`not a width: ${width}`);
  }
  const context = await open(browser, base, login === '-' ? null : login,
    { width: Number(pixels), script: !marks.includes('n'), dark: marks.includes('d') });
  for (const address of paths) {
    const page = await context.newPage();
    if (marks.includes('p')) {
      await page.emulateMedia({ media: 'print' });
    }
    const answer = await page.goto(address);
    const name = (address.replace(/^\//, '').replace(/[^A-Za-z0-9]+/g, '-') || 'root') + `-${width}.png`;
    await page.screenshot({ path: path.join(out, name), fullPage: true });
    console.log(`${answer.status()} ${path.join(out, name)}`);
    await page.close();
  }
  await context.close();
}

async function main([base, login, out, widths, ...paths]) {
  if (!paths.length) {
    console.error('shot.js BASE LOGIN OUTDIR WIDTHS PATH...');
    process.exit(2);
  }
  fs.mkdirSync(out, { recursive: true });
  const browser = await launch();
  try {
    for (const width of widths.split(',')) {
      await shoot(browser, base, login, out, width, paths);
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((why) => {
  console.error(String(why));
  process.exit(1);
});
