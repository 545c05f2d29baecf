// Prints answers to PDF with the debug build, and checks each with poppler and qpdf: the words in the order of reading
// are those of the page, headings are in the outline, tags, title, language, fonts, paper, no page without a word.
// Usage: node pdf.mjs DIR ANSWER.md...
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";

const [folder, ...answers] = process.argv.slice(2);
const dir = resolve(folder);
mkdirSync(dir, { recursive: true });
const ssmr = join(process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../../target"), "debug/ssmr");
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });

/** Letters and digits only: where lines break, and with what marks, is another matter. */
const letters = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** What a reader of the printed page reads, in order, and its headings. Runs in the page. */
function printed() {
  const text = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return text.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("svg title, svg desc")) return;
    if (getComputedStyle(node).display === "none") return;
    if (node.tagName === "LI" && node.parentElement.tagName === "OL" && !node.closest("nav")) {
      text.push(` ${[...node.parentElement.children].indexOf(node) + node.parentElement.start}. `);
    }
    node.childNodes.forEach(walk);
    if (node.matches("a.web")) text.push(node.getAttribute("href"));
  };
  walk(document.body);
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => heading.textContent);
  const heads = [...document.querySelectorAll("thead")].map((head) => head.textContent);
  return { text: text.join(""), heads, headings, title: document.title, lang: document.documentElement.lang };
}

/** The text of a PDF in the order in which it was drawn, without running heads and page numbers. */
function drawn(pdf, { width, height }) {
  const [top, bottom] = [50, 54];
  return run("pdftotext", "-raw", "-x", "0", "-y", `${top}`, "-W", `${width}`, "-H", `${height - top - bottom}`, pdf, "-");
}

function outline(json) {
  const titles = (list) => (list ?? []).flatMap((entry) => [entry.title, ...titles(entry.kids)]);
  return titles(json.outlines);
}

/** The first place where what was found is not what was expected; a table head may be repeated on a new page. */
function difference(expected, found, heads = []) {
  let [at, there] = [0, 0];
  while (at < expected.length || there < found.length) {
    if (expected[at] === found[there]) {
      at += 1;
      there += 1;
      continue;
    }
    // The head may begin with the letters that were expected.
    const shared = [...Array(20).keys()].find((back) => heads.some((head) => head && found.startsWith(head, there - back)));
    const head = heads.find((head) => head && found.startsWith(head, there - shared));
    if (!head) {
      return `expected …${expected.slice(Math.max(0, at - 30), at + 40)}, found …${found.slice(Math.max(0, there - 30), there + 40)}`;
    }
    there += head.length - shared;
    at -= shared;
  }
  return "";
}

const browser = await start();
let failed = answers.length === 0;
for (const [index, answer] of answers.entries()) {
  const name = basename(answer, ".md");
  const paper = index % 2 === 0 ? "a4" : "letter";
  const [html, pdf] = [join(dir, `${name}.html`), join(dir, `${name}.pdf`)];
  const options = ["--figures", "--paper", paper, "--force"];
  run(ssmr, "export", answer, "-o", html, ...options);
  run(ssmr, "export", answer, "--to", "pdf", "-o", pdf, ...options);

  const page = await browser.newPage();
  await page.emulateMedia({ media: "print" });
  await page.goto(pathToFileURL(html).href);
  const expected = await page.evaluate(printed);
  await page.close();

  const faults = [];
  const sheet = paper === "a4" ? { width: 595, height: 842 } : { width: 612, height: 792 };
  const words = difference(letters(expected.text), letters(drawn(pdf, sheet)), expected.heads.map(letters));
  if (words) faults.push(`words: ${words}`);
  const headings = outline(JSON.parse(run("qpdf", "--json=2", "--json-key=outlines", pdf)));
  const missed = difference(letters(expected.headings.join()), letters(headings.join()));
  if (missed) faults.push(`outline: ${missed}`);
  const info = Object.fromEntries(run("pdfinfo", pdf).split("\n").map((line) => line.split(/:\s+(.*)/)));
  if (info.Tagged !== "yes") faults.push("it is not tagged");
  if (letters(info.Title ?? "") !== letters(expected.title)) faults.push(`title: ${info.Title}`);
  const size = paper === "a4" ? "A4" : "letter";
  if (!info["Page size"]?.includes(`(${size})`)) faults.push(`paper: ${info["Page size"]}`);
  if (!run("qpdf", "--json=2", "--json-key=qpdf", pdf).includes(`"/Lang": "u:${expected.lang}"`)) faults.push("no language");
  const fonts = run("pdffonts", pdf).split("\n").slice(2).filter(Boolean);
  for (const font of fonts.filter((line) => !/ yes \S+ \S+ +\d+ +\d+ *$/.test(line))) faults.push(`font: ${font}`);
  const leaves = run("pdftotext", pdf, "-").split("\f").slice(0, -1);
  leaves.forEach((leaf, number) => {
    // The running head and the number are on every page.
    if (leaf.split("\n").filter((line) => letters(line)).length < 4) faults.push(`page ${number + 1} is empty`);
  });
  for (const fault of faults) {
    failed = true;
    console.error(`${name}.pdf: ${fault}`);
  }
}
await browser.close();
if (failed) process.exit(1);
console.log(`PDF: ${answers.length} answers, every word in order, outlined, tagged, fonts embedded`);
