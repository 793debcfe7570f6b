// How Playwright Test runs the journeys: a fresh context for each (its default), nothing recorded, no second tries.
const { defineConfig } = require('@playwright/test');

module.exports = defineConfig({
  testDir: '.',
  outputDir: process.env.BENCH_OUT,
  preserveOutput: 'always', // the pictures of journeys that passed are counted afterwards
  fullyParallel: true,
  retries: 0,
  reporter: 'dot',
  use: {
    baseURL: process.env.BENCH_SHOP,
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    launchOptions: { executablePath: process.env.BENCH_BROWSER },
  },
});
