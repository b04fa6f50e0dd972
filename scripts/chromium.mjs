import { chromium } from 'playwright-core';

/** Debian's Chromium, headless, quiet, and reaching for nothing on the network by itself. */
export function launchChromium() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
