// Tools of consent as their specifications have them: the stub that a page carries, and the platform that comes later and takes it over.
// Each function stands alone, so that a page can be given its text.

/** TCF: the stub answers `ping` and queues all else. @param {any} page */
export function tcfStub(page) {
  /** @type {any[]} */
  const queue = [];
  page.__tcfapi = (/** @type {any[]} */ ...args) => {
    if (args.length === 0) return queue;
    const [command, , callback] = args;
    if (command === 'ping') callback({ gdprApplies: undefined, cmpLoaded: false, cmpStatus: 'stub' }, true);
    else queue.push(args);
  };
}

/**
 * TCF: takes over what the stub has queued. `tell` is called for each new state.
 * @param {any} page
 * @param {object} [first] TC data that listeners get when they are added
 */
export function tcfPlatform(page, first) {
  /** @type {((data: object, isDone: boolean) => void)[]} */
  const listeners = [];
  let now = first;
  const queue = page.__tcfapi?.() ?? [];
  page.__tcfapi = (/** @type {string} */ command, /** @type {number} */ _version, /** @type {any} */ callback) => {
    if (!command) return [];
    if (command === 'ping') return callback({ cmpLoaded: true, cmpStatus: 'loaded' }, true);
    if (command !== 'addEventListener') return callback(null, false);
    listeners.push(callback);
    if (now) callback({ ...now, listenerId: listeners.length }, true);
  };
  for (const args of queue) page.__tcfapi(...args);
  return (/** @type {object} */ data) => {
    now = data;
    for (const [index, listener] of listeners.entries()) listener({ ...data, listenerId: index + 1 }, true);
  };
}

/**
 * TC data, as `addEventListener` gives it.
 * @param {string} eventStatus
 * @param {number[]} purposes consented to
 * @param {object} [more]
 */
export function tcData(eventStatus, purposes, more = {}) {
  const consents = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, purposes.includes(index + 1)]));
  return {
    tcString: 'CP',
    tcfPolicyVersion: 4,
    cmpId: 7,
    gdprApplies: true,
    eventStatus,
    cmpStatus: 'loaded',
    purpose: { consents, legitimateInterests: { 7: true, 8: true, 9: true } },
    vendor: { consents: {}, legitimateInterests: {} },
    publisher: { consents: {}, legitimateInterests: {}, customPurpose: { consents: {}, legitimateInterests: {} }, restrictions: {} },
    ...more,
  };
}

/** GPP: the stub keeps listeners itself, and tells each at once that it was registered. @param {any} page */
export function gppStub(page) {
  /** @type {any[]} */
  const events = [];
  const pingData = {
    gppVersion: '1.1',
    cmpStatus: 'stub',
    cmpDisplayStatus: 'hidden',
    signalStatus: 'not ready',
    supportedAPIs: ['2:tcfeuv2', '6:uspv1', '7:usnat', '8:usca', '9:usva', '10:usco', '11:usut', '12:usct'],
    cmpId: 0,
    sectionList: [],
    applicableSections: [],
    gppString: '',
    parsedSections: {},
  };
  page.__gpp = (/** @type {string} */ command, /** @type {any} */ callback, /** @type {any} */ parameter) => {
    if (command === 'ping') return callback(pingData, true);
    if (command !== 'addEventListener') return page.__gpp.queue.push([command, callback, parameter]);
    events.push({ id: events.length + 1, callback });
    callback({ eventName: 'listenerRegistered', listenerId: events.length, data: true, pingData }, true);
  };
  page.__gpp.queue = [];
  page.__gpp.events = events;
}

/**
 * GPP: takes over the listeners of the stub. What it gives back fires an event with a state.
 * @param {any} page
 */
export function gppPlatform(page) {
  const events = page.__gpp?.events ?? [];
  let now = { gppVersion: '1.1', cmpStatus: 'loaded', signalStatus: 'not ready', applicableSections: [], parsedSections: {} };
  page.__gpp = (/** @type {string} */ command, /** @type {any} */ callback) => {
    if (command !== 'addEventListener') return callback(now, command === 'ping');
    events.push({ id: events.length + 1, callback });
    callback({ eventName: 'listenerRegistered', listenerId: events.length, data: true, pingData: now }, true);
  };
  return (/** @type {string} */ eventName, /** @type {any} */ data, /** @type {object} */ state = {}) => {
    now = { ...now, ...state };
    for (const { id, callback } of events) callback({ eventName, listenerId: id, data, pingData: now }, true);
  };
}

/**
 * Shopify: what it holds can be changed.
 * @param {any} page
 * @param {{ banner: boolean, preferences?: boolean, analytics?: boolean, marketing?: boolean }} holds
 */
export function shopifyTool(page, holds) {
  page.Shopify = {
    ...page.Shopify,
    customerPrivacy: {
      shouldShowBanner: () => holds.banner,
      preferencesProcessingAllowed: () => holds.preferences ?? false,
      analyticsProcessingAllowed: () => holds.analytics ?? false,
      marketingAllowed: () => holds.marketing ?? false,
    },
  };
  return holds;
}
