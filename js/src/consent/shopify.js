// Shopify's customer privacy: https://shopify.dev/docs/api/customer-privacy.

/** Ours, the method that tells it, and its name in the event. */
const PURPOSES = /** @type {const} */ ([
  ['personalization', 'preferencesProcessingAllowed', 'preferencesAllowed'],
  ['measurement', 'analyticsProcessingAllowed', 'analyticsAllowed'],
  ['ads', 'marketingAllowed', 'marketingAllowed'],
]);

/**
 * Where no banner is to be shown the visitor has chosen, or needs not be asked; else the choice comes by event.
 * @param {(answers: import('./combine.js').Answers, isChoice: boolean) => void} say
 * @param {any} tool `Shopify.customerPrivacy`, or `Shopify` where nobody has loaded that yet
 */
export function shopify(say, tool) {
  if (tool.loadFeatures) {
    return tool.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], (/** @type {unknown} */ error) => {
      try {
        if (!error) shopify(say, tool.customerPrivacy);
      } catch {
        // It stays silent.
      }
    });
  }
  const read = (/** @type {any} */ detail) => {
    /** @type {import('./combine.js').Answers} */
    const answers = {};
    for (const [purpose, method, name] of PURPOSES) answers[purpose] = (detail?.[name] ?? tool[method]()) === true;
    say(answers, true);
  };
  document.addEventListener('visitorConsentCollected', event => {
    try {
      read(/** @type {CustomEvent} */ (event).detail);
    } catch {
      // What cannot be read says nothing.
    }
  });
  if (tool.shouldShowBanner() === false) read(undefined);
}
