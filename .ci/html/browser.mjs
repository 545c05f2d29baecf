// What the checks in a browser share: the browser, and the pages of a folder.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Starts a browser. CHROMIUM names another than /usr/bin/chromium. */
export function start() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Every page of a folder, by name and address. */
export function pages(folder) {
  const dir = resolve(folder);
  const names = readdirSync(dir).filter((name) => name.endsWith(".html")).sort();
  return names.map((name) => ({ name, url: pathToFileURL(join(dir, name)).href }));
}

/** Checks every page with `faults(browser, page)`, says what was found, and ends with 1 if that is anything. */
export async function check(folder, faults, success) {
  const all = pages(folder);
  if (all.length === 0) {
    console.error(`no *.html in ${folder}`);
    process.exit(1);
  }
  const browser = await start();
  let failed = false;
  for (const page of all) {
    for (const fault of await faults(browser, page)) {
      failed = true;
      console.error(`${page.name}: ${fault}`);
    }
  }
  await browser.close();
  if (failed) process.exit(1);
  console.log(success(all.length));
}
