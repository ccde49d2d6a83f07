/** The Chromium of this machine, for tests and for looking at what `interim view` serves: found and started in one way. */
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The first that starts: `CHROMIUM`, then the usual names. */
export function findChromium(): string | undefined {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome'].filter(
    (name) => name !== undefined,
  );
  const name = names.find((candidate) => spawnSync(candidate, ['--version'], { stdio: 'ignore' }).status === 0);
  return name && (spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim() || name);
}

export function startChromium(executablePath = findChromium()): Promise<Browser> {
  if (!executablePath)
    throw new Error('No Chromium was found: apt-get install --no-install-recommends chromium fonts-dejavu');
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}
