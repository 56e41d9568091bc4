// SPDX-License-Identifier: EUPL-1.2
// Builds four files and copies two fonts: one stylesheet, one script, htmx, one sprite of the icons in icons.txt.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import postcss from "postcss";

const WEB = "akkoord/web";
const OUT = `${WEB}/static/web/vendor`;
const read = (path) => readFileSync(path, "utf8");
const sources = (folder) => readdirSync(folder).sort().map((name) => `${folder}/${name}`);

// Of Tabler we keep the rules on elements and these families of classes. A page that needs another one adds it here.
const KEPT = /^(btn|form-(control|select|check|label|switch|hint)|table|icon|visually-hidden|was-validated|is-(in)?valid|htmx)(-|$)/;

function keeps(selector) {
  const classes = [...selector.matchAll(/\.((?:\\.|[\w-])+)/g)].map((found) => found[1]);
  return classes.every((name) => KEPT.test(name));
}

function tabler() {
  const sheet = postcss.parse(read("node_modules/@tabler/core/dist/css/tabler.min.css"));
  sheet.walkComments((comment) => { comment.remove(); });
  sheet.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
    const kept = rule.selectors.filter(keeps);
    if (kept.length) rule.selectors = kept;
    else rule.remove();
  });
  sheet.walkAtRules((at) => { if (at.name === "charset" || (at.nodes && !at.nodes.length)) at.remove(); });
  return dropUnread(sheet);
}

// A custom property or animation that nothing reads any more goes; until nothing goes.
function dropUnread(sheet) {
  for (let gone = 1; gone;) {
    gone = 0;
    const text = sheet.toString() + ours();
    const readNames = new Set([...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((found) => found[1]));
    sheet.walkDecls(/^--/, (property) => { if (!readNames.has(property.prop)) { property.remove(); gone += 1; } });
    sheet.walkAtRules(/keyframes$/, (frames) => {
      if (!new RegExp(`animation[^;]*[ :]${frames.params}\\b`).test(text)) { frames.remove(); gone += 1; }
    });
    sheet.walkRules((rule) => { if (!rule.nodes.length) rule.remove(); });
    sheet.walkAtRules((at) => { if (at.nodes && !at.nodes.length) at.remove(); });
  }
  return sheet.toString();
}

function ours() {
  return sources(`${WEB}/css`).map(read).join("\n");
}

function smaller(css) {
  return css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").replace(/ *([{};,]) */g, "$1").replace(/\n/g, " ").replace(/;\s*}/g, "}").replace(/([{};]) /g, "$1");
}

function stylesheet() {
  const layers = "@layer tabler, tokens, base, layout, components, paper;\n";
  writeFileSync(`${OUT}/akkoord.css`, `${layers}@layer tabler{${tabler()}}\n${smaller(ours())}`);
}

function script() {
  // Each file is its own block, so that names do not meet.
  const parts = sources(`${WEB}/js`).map((path) => `{\n${read(path)}\n}`);
  writeFileSync(`${OUT}/akkoord.js`, `"use strict";\n${parts.join("\n").replace(/^\s*\/\/.*\n/gm, "")}`);
}

function sprite() {
  const names = read(`${WEB}/icons.txt`).split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = names.map((name) => {
    const drawing = read(`node_modules/@tabler/icons/icons/outline/${name}.svg`);
    const inner = drawing.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>[\s\S]*$/, "");
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner.replace(/<path stroke="none"[^>]*>/g, "").replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  writeFileSync(`${OUT}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

function copies() {
  mkdirSync(`${OUT}/fonts`, { recursive: true });
  copyFileSync("node_modules/@fontsource/proza-libre/files/proza-libre-latin-600-normal.woff2", `${OUT}/fonts/proza-libre.woff2`);
  copyFileSync("node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2", `${OUT}/fonts/hanken-grotesk.woff2`);
  copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${OUT}/htmx.js`);
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
stylesheet();
script();
sprite();
copies();
