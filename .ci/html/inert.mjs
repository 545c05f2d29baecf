// Opens every page of a folder in Chromium and fails if one of them does anything or is too wide for a phone.
// Usage: node inert.mjs DIR
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { check, start } from "./browser.mjs";

const NARROW = { width: 320, height: 640 };

/** What a page did that it must not do, in words. */
async function faults(browser, { url }) {
  const found = [];
  const context = await browser.newContext({ viewport: NARROW, offline: true });
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    found.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`on the console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`a script failed: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url) found.push(`a request: ${request.url()}`);
  });
  page.on("popup", (popup) => found.push(`a window: ${popup.url()}`));
  await page.goto(url, { waitUntil: "load" });

  found.push(...(await page.evaluate(actors)));
  await poke(page);
  if (page.url().split("#")[0] !== url) found.push(`it went to ${page.url()}`);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > NARROW.width) found.push(`it is ${width} px wide in a window of ${NARROW.width} px (${scheme})`);
  }
  await context.close();
  return found;
}

/** Runs in the page: elements and attributes that could act, and links that lead where none may lead. */
function actors() {
  const found = [];
  const harmless = ["http:", "https:", "mailto:", "file:"];
  for (const element of document.querySelectorAll("*")) {
    if (/^(script|iframe|object|embed|form|input|img|video|audio|base|link|use|image|foreignobject|animate|set|filter)$/i.test(element.tagName)) {
      found.push(`an element: <${element.tagName.toLowerCase()}>`);
    }
    for (const { name, value } of element.attributes) {
      if (/url\((?!#)/i.test(value) && element.closest("svg")) found.push(`an address: ${value}`);
      if (/^on|^style$|^src|^xlink:/i.test(name)) found.push(`an attribute: ${name}`);
    }
    if (element.tagName === "A") {
      const local = element.getAttribute("href")?.startsWith("#");
      if (!harmless.includes(element.protocol) || (element.protocol === "file:" && !local)) {
        found.push(`a link: ${element.getAttribute("href")}`);
      }
    }
  }
  return found;
}

/** Moves over and focuses everything, which would set off what waits for the reader. */
async function poke(page) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body *")) {
      for (const kind of ["mouseover", "mouseenter", "focus", "error", "load", "toggle"]) {
        element.dispatchEvent(new Event(kind));
      }
      element.focus?.();
    }
  });
  // A link that runs a script would run it on a click; one that leads out is stopped before it does.
  await page.evaluate(() => {
    document.addEventListener("click", (event) => {
      const href = event.target.closest("a")?.getAttribute("href") ?? "";
      if (/^(https?|mailto):/.test(href)) event.preventDefault();
    });
    for (const link of document.querySelectorAll("a")) link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });
}

// A page that does what none may do: a check that lets it pass proves nothing.
const CANARY = `<!doctype html><title>x</title><p><a href="javascript:alert(2)">a</a><script>alert(1)</script>
<img src="http://192.0.2.1/x.png" alt=""><svg><a href="#x"><text onclick="alert(3)">t</text></a></svg>`;

async function canary() {
  const folder = mkdtempSync(join(tmpdir(), "canary-"));
  const file = join(folder, "canary.html");
  writeFileSync(file, CANARY);
  const browser = await start();
  const found = await faults(browser, { url: pathToFileURL(file).href });
  await browser.close();
  rmSync(folder, { recursive: true });
  for (const sign of ["a dialog: 1", "a dialog: 2", "a request: http://192.0.2.1", "an element: <script>", "an attribute: onclick", "a link: javascript:"]) {
    if (!found.some((fault) => fault.startsWith(sign))) {
      console.error(`inert: the check does not see ${sign}`);
      process.exit(1);
    }
  }
}

await canary();
await check(process.argv[2] ?? ".", faults, (count) => `Chromium: ${count} pages, nothing but text and shapes`);
