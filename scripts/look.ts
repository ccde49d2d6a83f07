/**
 * Opens an address of `interim view` in a headless browser and checks that the lineage graph is drawn. Used by `npm start`.
 *   node scripts/look.ts ADDRESS [SCREENSHOT.png]     without a browser on the machine it says so and passes
 */
import { findChromium, startChromium } from './chromium.ts';

const [address, picture] = process.argv.slice(2);
if (!address) throw new Error('usage: node scripts/look.ts ADDRESS [SCREENSHOT.png]');

const executablePath = findChromium();
if (!executablePath) {
  process.stdout.write('No Chromium on this machine: the panel was served, but not looked at.\n');
  process.exit(0);
}
const browser = await startChromium(executablePath);
const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
const faults: string[] = [];
page.on('pageerror', (error) => faults.push(error.message));
page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
await page.goto(address);
const nodes = page.locator('[data-node]');
await nodes.first().waitFor({ state: 'attached', timeout: 60_000 });
if (picture) {
  await page.waitForTimeout(1000);
  await page.screenshot({ path: picture });
}
const count = await nodes.count();
await browser.close();
if (faults.length > 0) throw new Error(`The panel reported: ${faults.join('; ')}`);
process.stdout.write(`The panel draws ${count} nodes.\n`);
