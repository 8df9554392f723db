// The HTML briefs of both example cases in Chromium: nothing is asked of a network, nothing fails in
// the page, no rule of accessibility (axe-core) is broken in light, dark, narrow or printed form, and
// nothing has to be scrolled sideways.
//
//   node tests/browser/brief.mjs [BINARY]     prints `[       OK ] name` or `[  FAILED  ] name` per test
//
// Needs Chromium and the development packages of package-lock.json (./setup --deep).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = resolve(process.argv[2] ?? join(root, "build/release/redress"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const cases = ["farrell", "cooper"];
const views = [
  { name: "wide and light", width: 1200, colorScheme: "light", media: "screen" },
  { name: "wide and dark", width: 1200, colorScheme: "dark", media: "screen" },
  { name: "a telephone", width: 320, colorScheme: "light", media: "screen" },
  { name: "print", width: 794, colorScheme: "light", media: "print" },
];

let failed = 0;
function report(name, problems) {
  console.log(`${problems.length === 0 ? "[       OK ]" : "[  FAILED  ]"} ${name}`);
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length !== 0) failed += 1;
}

function writeBriefs(folder) {
  const docket = join(folder, "docket");
  const redress = (...args) =>
    execFileSync(binary, ["--docket", docket, "--passphrase-fd", "0", ...args], {
      input: "a passphrase for the test\n",
      env: { ...process.env, HOME: folder, XDG_STATE_HOME: folder, REDRESS_PACKS: join(root, "packs") },
    });
  redress("init", "--as", "prosecution", "--user", "Test Prosecutor", "--practice");
  for (const name of cases) {
    redress("case", "import", join(root, "examples", name));
    redress("brief", name, "--html", join(folder, `${name}.html`), "--receiver", "a test",
      "--purpose", "a test", "--ground", "public-facts");
  }
}

/// All that is folded away is opened, so that axe and the width see it too.
const openAll = () => document.querySelectorAll("details").forEach((one) => { one.open = true; });
const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
const violations = async () =>
  (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations.map(
    (one) => `${one.id}: ${one.help} (${one.nodes.length}, first: ${one.nodes[0].html.slice(0, 120)})`);

async function look(browser, file, view) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 900 },
    colorScheme: view.colorScheme,
  });
  const problems = [];
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("request", (one) => {
    if (one.url() !== address && !one.url().startsWith("data:")) problems.push(`asks for ${one.url()}`);
  });
  page.on("pageerror", (error) => problems.push(`fails in the page: ${error.message}`));
  page.on("console", (one) => {
    if (one.type() === "error") problems.push(`complains: ${one.text()}`);
  });
  await page.emulateMedia({ media: view.media, colorScheme: view.colorScheme });
  await page.goto(address);
  await page.evaluate(openAll);
  const over = await page.evaluate(sideways);
  if (over > 0) problems.push(`${over} px have to be scrolled sideways`);
  await page.evaluate(axe);
  problems.push(...(await page.evaluate(violations)));
  await context.close();
  return problems;
}

/// What must stand in it, whatever it looks like.
async function words(browser, file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const text = await page.evaluate(() => document.body.textContent);
  const structure = await page.evaluate(() => ({
    title: document.title,
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1")].length,
    scripts: document.scripts.length,
  }));
  await page.close();
  const problems = [];
  if (structure.language === "") problems.push("names no language");
  if (structure.headings !== 1) problems.push(`has ${structure.headings} first headings`);
  if (structure.scripts !== 0) problems.push("carries a script");
  if (!/not a forecast/i.test(text)) problems.push("does not say that it is no forecast");
  if (!/[0-9a-f]{64}/.test(text)) problems.push("prints no journal head");
  return problems;
}

/// Planted faults, so that no test here can pass by not looking.
async function badPage(browser, folder) {
  const file = join(folder, "bad.html");
  writeFileSync(file, `<!doctype html><title>bad</title><body style="width:5000px">
    <img src="missing.png"><p style="color:#eee;background:#fff">pale</p>`);
  const seen = (await look(browser, file, views[0])).concat(await words(browser, file)).join("\n");
  const expected = ["asks for", "complains", "sideways", "image-alt", "color-contrast",
    "html-has-lang", "names no language", "first headings", "no forecast", "journal head"];
  return expected.filter((one) => !seen.includes(one)).map((one) => `did not see: ${one}`);
}

const folder = mkdtempSync(join(tmpdir(), "redress-browser-"));
let browser;
try {
  writeBriefs(folder);
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
      "--disable-component-update", "--no-first-run"],
  });
  report("a bad page is seen to be bad", await badPage(browser, folder));
  for (const name of cases) {
    const file = join(folder, `${name}.html`);
    for (const view of views) report(`brief of ${name}, ${view.name}`, await look(browser, file, view));
    report(`brief of ${name}, its words`, await words(browser, file));
  }
} catch (error) {
  report("the browser tests ran to their end", [String(error.message ?? error)]);
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
