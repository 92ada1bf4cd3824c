// Draws what the gallery test left (artifacts/gallery: NAME.LANG.slack.json and NAME.LANG.modal.json) as one HTML page, for looking at.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const require = createRequire(import.meta.url);
const { Message } = require('slack-blocks-to-jsx');
const [folder, page, only = ''] = process.argv.slice(2);
if (!folder || !page) {
  console.error('usage: node render.mjs GALLERY PAGE.html [part of the name]');
  process.exit(2);
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const draw = (blocks) => renderToStaticMarkup(
  React.createElement(Message, { logo: '', name: 'RetentionBot', time: new Date(0), blocks, theme: 'light' }));
const button = (label) => (label ? `<button>${escape(label.text)}</button>` : '');

// To Slack, verbatim only means that no address becomes a link by itself; the drawing package takes it for a text without any markup. It knows no number cells either.
const drawable = (key, value) => (key === 'verbatim' ? undefined : value?.type === 'raw_number' ? { type: 'raw_text', text: value.text ?? String(value.value) } : value);
const plain = (blocks) => JSON.parse(JSON.stringify(blocks, drawable));
const files = readdirSync(folder).filter((name) => /\.(slack|modal)\.json$/.test(name) && name.includes(only)).sort();
const sections = files.map((name) => {
  const { text, title, blocks, submit, close } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const head = title ? `<p class="text">Modal: ${escape(title.text)} ${button(close)} ${button(submit)}</p>` : `<p class="text">${escape(text)}</p>`;
  return `<section><h2>${name.replace('.json', '')}</h2>${head}${draw(plain(blocks))}</section>`;
});
writeFileSync(page, `<!doctype html><meta charset="utf-8"><title>Slack blocks</title>
<style>${readFileSync(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8')}
body { font: 14px sans-serif; margin: 16px } main { columns: 3 560px } section { break-inside: avoid; border: 1px solid #ddd; padding: 8px; margin: 0 0 12px }
h2 { font-size: 13px; color: #666; margin: 0 } .text { color: #777; font-size: 12px; margin: 2px 0 6px }</style><main>${sections.join('\n')}</main>`);
console.log(`${files.length} drawn in ${page}`);
