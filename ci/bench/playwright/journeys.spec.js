// The journeys of ../journeys.feature as one would write them in Playwright Test: the same sentences in the same
// order, a picture after each when pictures are wanted.
const { expect, test } = require('@playwright/test');
const { readFileSync } = require('node:fs');

const journeys = JSON.parse(readFileSync(process.env.BENCH_JOURNEYS, 'utf8'));
const pictures = process.env.BENCH_PICTURES; // off, png or jpeg

for (const { first, was, second, price, quantity, subtotal, total } of journeys) {
  test(`${second} instead of ${first}`, async ({ page }, testInfo) => {
    let steps = 0;
    const step = async (body) => {
      await body();
      steps += 1;
      if (pictures === 'off') return;
      const quality = pictures === 'jpeg' ? 70 : undefined;
      await page.screenshot({ path: testInfo.outputPath(`step-${steps}.${pictures}`), type: pictures, quality });
    };
    const line = (product) => page.getByRole('row').filter({ hasText: product });
    const sum = (name) => page.getByRole('row', { name }).getByRole('cell');

    const search = async (words) => {
      await page.getByRole('searchbox', { name: 'Search the shop' }).fill(words);
      await page.getByRole('searchbox', { name: 'Search the shop' }).press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Search results');
    };
    const open = async (product) => {
      await page.getByRole('heading', { name: product }).getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1, name: product })).toBeVisible();
    };
    const add = async (product) => {
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await expect(page.getByRole('status')).toHaveText(`${product} was added to your cart.`);
    };
    const openCart = async () => {
      await page.getByRole('link', { name: /^Cart/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
    };
    const expectLine = async (product, pieces, each) => {
      await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(1);
      await expect(line(product).getByLabel('Quantity', { exact: true })).toHaveValue(String(pieces));
      await expect(line(product).getByRole('cell').first()).toHaveText(each);
    };
    const next = () => page.getByRole('button', { name: 'Continue' }).click();

    // Given I am in the shop
    await step(async () => {
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
    // When I search for the first product, open it and add it to my cart
    await step(() => search(first));
    await step(() => open(first));
    await step(() => add(first));
    // Then my cart contains it
    await step(async () => {
      await openCart();
      await expectLine(first, 1, was);
    });
    // When I remove it, then my cart is empty
    await step(async () => {
      await line(first).getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByRole('status')).toHaveText(`${first} was removed from your cart.`);
    });
    await step(() => expect(page.getByText('Your cart is empty.')).toBeVisible());
    // When I search for the second product, open it, add it and take more of it
    await step(() => search(second));
    await step(() => open(second));
    await step(() => add(second));
    await step(async () => {
      await openCart();
      await line(second).getByLabel('Quantity', { exact: true }).fill(String(quantity));
      await line(second).getByRole('button', { name: 'Update' }).click();
      await expect(page.getByRole('status')).toHaveText('Your cart was updated.');
    });
    // Then my cart contains that, and costs this much
    await step(() => expectLine(second, quantity, price));
    await step(async () => {
      await expect(line(second).getByRole('cell').nth(2)).toHaveText(subtotal);
      await expect(sum('Subtotal')).toHaveText(subtotal);
    });
    // When I check out as a guest
    await step(async () => {
      await page.getByRole('link', { name: 'Checkout' }).click();
      await page.getByRole('radio', { name: 'Check out as a guest' }).check();
      await next();
      await page.getByLabel('Email address').fill('mary.shopper@example.com');
      await page.getByLabel('Phone').fill('2025550143');
      const address = page.getByRole('group', { name: 'Shipping address' });
      await address.getByLabel('Full name').fill('Mary Shopper');
      await address.getByLabel('Address').fill('12 Market Street');
      await address.getByLabel('Postcode').fill('62701');
      await address.getByLabel('City').fill('Springfield');
      await address.getByLabel('Country').selectOption('United States');
      await address.getByLabel('State / Region').selectOption('Illinois');
      await next();
      await page.getByRole('radio', { name: /^Standard/ }).check();
      await next();
      await page.getByLabel('Card number').fill('4242 4242 4242 4242');
      await page.getByLabel('Name on card').fill('Mary Shopper');
      await page.getByLabel('Expiry date').fill('12/34');
      await page.getByLabel('Security code').fill('123');
      await next();
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.waitForURL('**/thanks/**');
    });
    // Then my order is confirmed and I paid this much
    await step(async () => {
      await expect(page.getByRole('heading', { level: 1, name: 'Thank you for your order!' })).toBeVisible();
      await expect(page.getByText(/^Order number: \S+/)).toBeVisible();
    });
    await step(() => expect(sum(/^Total/)).toHaveText(total));
  });
}
