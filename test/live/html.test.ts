import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import { html } from '../../src/report/html.ts';
import { judgedOnes, repeated } from '../support/many-targets.ts';
import { waivedHost, written } from '../support/report.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = `--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync`.split(/\s+/);

let directory: string;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pqready-html-'));
  const targets = await judgedOnes();
  put('mixed', [...targets, waivedHost()]);
  put('few', [...targets.slice(1, 3), ...targets.slice(-2), waivedHost()]);
  put('many', repeated(targets, 200));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: FLAGS });
});

afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('a report of ten targets', () => {
  it('opens without asking for anything, and nothing is refused by its own policy', async () => {
    await opened('mixed');
    expect(complaints).toEqual([]);
    expect(await text('#count')).toBe(`${await page.locator('.f').count()} findings`);
  });

  it('filters by weight, severity, profile and words, and says how many are left', async () => {
    await opened('mixed');
    await page.uncheck('[name=weight][value=p]');
    await page.uncheck('[name=weight][value=n]');
    const all = await page.locator('.f').count();
    const asked = await page.locator('.f:not([data-w=p], [data-w=n])').count();
    expect(asked).toBeGreaterThan(50);
    await said(`${asked} of ${all} findings in 10 of 10 targets`);
    await page.selectOption('#severity', 'high');
    await page.selectOption('#profile', 'fips-140-3');
    const open = '[data-profile="fips-140-3"] .f[data-s=high]:not([data-w=p], [data-w=n])';
    await said(`${await page.locator(open).count()} of ${all} findings in `);
    await page.fill('#words', 'azure kernel');
    await said(` of ${all} findings in 1 of 10 targets`);
    const left = await page.locator('.f:not([hidden])').allTextContents();
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((each) => !/azure/i.test(each) && !/kernel/i.test(each))).toEqual([]);
    await said(`${left.length} of ${all} findings`);
    await page.click('button[type=reset]');
    await said(`${all} findings`);
  });

  it('finds a clause by what its requirement cites', async () => {
    await opened('mixed');
    await page.fill('#words', 'ISO/IEC 19790');
    const all = await page.locator('.f').count();
    await said(`of ${all}`);
    await page.waitForTimeout(200);
    const found = await page.evaluate<number>("document.querySelectorAll('.f:not([hidden])').length");
    expect(await text('#count')).toMatch(new RegExp(`^${found} of ${all} findings`));
    expect(found).toBeGreaterThan(20);
  });

  it.each(looks())('has nothing that axe objects to, and nothing that overflows: %s', async (_, options) => {
    await opened('few', options);
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.evaluate(AXE);
    expect(await page.evaluate(VIOLATIONS)).toEqual([]);
  });

  it('can be used by keyboard: the way past the contents, the theme, the folds', async () => {
    await opened('mixed', { colorScheme: 'light' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the verdict');
    await page.keyboard.press('Tab');
    const paper = 'getComputedStyle(document.body).backgroundColor';
    const light = await page.evaluate(paper);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect([light, await page.evaluate(paper)]).toEqual(['rgb(251, 250, 248)', 'rgb(20, 23, 26)']);
    await page.focus('#t2 > summary');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.querySelector("#t2").open')).toBe(true);
  });

  it('can be read whole with scripts off', async () => {
    await opened('mixed', { javaScriptEnabled: false });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.click('#t2 > summary');
    await page.locator('#t2 .f > summary').first().click();
    expect(await page.locator('#t2 .f dl').first().isVisible()).toBe(true);
  });

  it('prints on A4 what the filters leave, unfolded, with addresses as text', async () => {
    await opened('mixed', { colorScheme: 'dark' });
    await page.fill('#words', 'azure-linux-3');
    const all = await page.locator('.f').count();
    await said(` of ${all}`);
    const left = await page.evaluate<number>("document.querySelectorAll('.f:not([hidden])').length");
    expect(left).toBeGreaterThan(10);
    expect(left).toBeLessThan(all / 2);
    const file = join(directory, 'report.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(facts).toMatch(/Page size: +59\d\.\d+ x 84\d\.\d+ pts \(A4\)/);
    const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(words).toContain('/boot/grub2/grub.cfg');
    expect(words).toMatch(/<https:\/\/[^>]+>/);
    expect(words).toMatch(/1 \/ \d+/);
    expect(words).not.toContain('Unfold all');
  });
});

describe('a report of 200 targets', () => {
  it('opens, filters in less than 100 ms, and leads to a finding', async () => {
    await opened('many');
    const indexed = 'performance.getEntriesByName("indexed").length';
    await expect.poll(() => page.evaluate(indexed), { timeout: 60_000 }).toBe(1);
    expect(await text('#count')).toBe('11610 findings');
    for (const words of ['openssl', 'kernel fips', 'tls', 'rhel-10-4', 'x25519']) {
      await page.fill('#words', words);
      await page.waitForTimeout(150);
    }
    await page.uncheck('[name=weight][value=p]');
    await said('of 11610 findings in');
    const took = await page.evaluate<number[]>('performance.getEntriesByName("filter").map((each) => each.duration)');
    console.log(`filtered in ${took.map((each) => each.toFixed(0)).join(', ')} ms`);
    expect(took.length).toBeGreaterThanOrEqual(3);
    expect(took.sort((left, right) => left - right)[Math.floor(took.length / 2)]).toBeLessThan(100);
    expect(complaints).toEqual([]);
  });
});

function put(name: string, targets: readonly TargetReport[]): void {
  writeFileSync(join(directory, `${name}.html`), written(html, targets));
}

/** A page of its own; `complaints` has what the console says and whatever is asked for beside the file. */
async function opened(name: string, options: BrowserContextOptions = {}): Promise<void> {
  await page?.context().close();
  // Only axe is put in from outside, which the page's own policy would refuse.
  const context = await browser.newContext({ bypassCSP: options.viewport !== undefined, ...options });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().endsWith(`${name}.html`)) complaints.push(request.url());
  });
  const begun = performance.now();
  await page.goto(`file://${directory}/${name}.html`);
  if (name === 'many') console.log(`200 targets opened in ${(performance.now() - begun).toFixed(0)} ms`);
}

async function said(words: string): Promise<void> {
  // A predicate inside the page would be evaluated text, which its policy refuses.
  await expect.poll(() => text('#count'), { timeout: 10_000 }).toContain(words);
}

async function text(selector: string): Promise<string | null> {
  return page.textContent(selector);
}

/** Both themes, narrow and wide. */
function looks(): readonly (readonly [string, BrowserContextOptions])[] {
  return (['light', 'dark'] as const).flatMap((colorScheme) =>
    [375, 1360].map(
      (width) => [`${colorScheme}, ${width}`, { colorScheme, viewport: { width, height: 900 } }] as const,
    ),
  );
}

const VIOLATIONS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`;
