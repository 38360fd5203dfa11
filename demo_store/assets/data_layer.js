// Runs before everything else: makes the data layer, states the shopper's consent, keeps the page state true.
// @ts-nocheck a classic script: its names are the page's
window.dataLayer = window.dataLayer || [];
window.gtag = function gtag() {
  // The tag library tells commands from events by the arguments object, so it is pushed as it is.
  // biome-ignore lint/complexity/noArguments: see above
  window.dataLayer.push(arguments);
};
window.shopConsent = choice => ({
  personalization_storage: choice,
  analytics_storage: choice,
  functionality_storage: 'granted',
  security_storage: 'granted',
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
});
window.gtag('consent', 'default', window.shopConsent(/(?:^|; *)consent=denied/.test(document.cookie) ? 'denied' : 'granted'));

// A page that comes back from the history cache still carries the page state of its first showing. The cart may have changed on
// other pages since, so its statement is renewed here: this file runs first, hence before anyone who reads the state on return.
addEventListener('pageshow', event => {
  const state = document.querySelector('script[data-vitrine-state]')?.firstChild;
  if (!event.persisted || !state) return;
  const cookie = name => document.cookie.match(new RegExp(`(?:^|; *)${name}=([^;]*)`))?.[1] ?? '';
  const counts = [...cookie('cart').matchAll(/:(\d{1,2})(?=\||$)/g)].map(match => Number(match[1]));
  const quantity = counts.reduce((sum, count) => sum + count, 0);
  const cents = quantity === 0 ? 0 : Number.parseInt(cookie('cart_cents'), 10);
  const cart = Number.isNaN(cents) ? { quantity } : { quantity, value: cents / 100 };
  // The text node and not the element: a script's textContent is closed where Trusted Types are required.
  state.data = JSON.stringify({ ...JSON.parse(state.data), cart }).replace(/</g, '\\u003c');
});
