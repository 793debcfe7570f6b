// The floor: walks a journey inside the page, without a protocol, waiting or checks. Put into each new document; the
// number of the page it is on is kept in `window.name`, which outlives navigations.
(journey) => {
  if (window !== window.top) return;
  const $ = (selector) => document.querySelector(selector);
  const fill = (values) => {
    for (const [name, value] of Object.entries(values)) $(`main [name="${name}"]`).value = value;
  };
  const search = (words) => {
    $('input[type=search]').value = words;
    $('form.search button').click();
  };
  const open = (product) => [...document.querySelectorAll('.card h2 a')].find((link) => link.text === product).click();
  const add = () => $('form.options .buy').click();
  const cart = () => $('a.cart-link').click();
  const next = () => $('main form button[type=submit]').click();
  const region = () => {
    $('#country').value = 'US';
    $('#country').dispatchEvent(new Event('change'));
    $('#region').value = 'Illinois';
  };
  const pages = [
    () => search(journey.first),
    () => open(journey.first),
    add,
    cart,
    () => $('form[action$="/remove"] button').click(),
    () => search(journey.second),
    () => open(journey.second),
    add,
    cart,
    () => {
      $('table.lines input[name=quantity]').value = journey.quantity;
      $('form.quantity button').click();
    },
    () => $('a[href="/checkout"]').click(),
    next,
    () => {
      fill({ email: 'mary.shopper@example.com', phone: '2025550143', name: 'Mary Shopper' });
      fill({ line1: '12 Market Street', postcode: '62701', city: 'Springfield' });
      region();
      next();
    },
    () => {
      $('input[name=shipping][value=standard]').click();
      next();
    },
    () => {
      fill({ number: '4242 4242 4242 4242', card_name: 'Mary Shopper', expiry: '12/34', cvc: '123' });
      next();
    },
    () => $('form.place button').click(),
    () => window.arrived(''),
  ];
  document.addEventListener('DOMContentLoaded', () => {
    const at = Number(window.name || 0);
    window.name = String(at + 1);
    pages[at]();
  });
};
