#!/usr/bin/env node
// Prints a page to PDF as Chromium does by itself, without background graphics:  print.js BASE LOGIN FILE PATH
// Prints one line of JSON: {"pages": N, "wide": true when every page is wider than high, "said": what print alone says}.
'use strict';
const fs = require('fs');
const { launch, open } = require('./browser');

async function main([base, login, file, address]) {
  if (!address) {
    console.error('print.js BASE LOGIN FILE PATH');
    process.exit(2);
  }
  const browser = await launch();
  try {
    const context = await open(browser, base, login, {});
    const page = await context.newPage();
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    const said = await page.$$eval('.only-print', (parts) => parts.map((p) => p.innerText).join(' '));
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false });
    const text = fs.readFileSync(file, 'latin1');
    const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map((m) => m[1] - m[2]);
    console.log(JSON.stringify({ pages: (text.match(/\/Type\s*\/Page\b(?!s)/g) || []).length, wide: boxes.length > 0 && boxes.every((d) => d > 0), said }));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((why) => {
  console.error(String(why));
  process.exit(1);
});
