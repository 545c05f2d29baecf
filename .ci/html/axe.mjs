// Checks every page of a folder with axe-core as it looks in light, in dark and on paper.
// Usage: node axe.mjs DIR
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  paper: { colorScheme: "light", media: "print" },
};

async function faults(browser, { url }) {
  const found = [];
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(axe);
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of result.violations) {
      found.push(`${id} (${look}): ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
    }
  }
  await context.close();
  return found;
}

await check(process.argv[2] ?? ".", faults, (count) => `axe-core: ${count} pages in light, dark and print, 0 violations`);
