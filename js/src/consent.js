// Sources of consent besides Google's Consent Mode, for `start({ sources })`; `vitrine bundle --consent` puts them into the one-file script.

export { gpp } from './consent/gpp.js';
export { shopify } from './consent/shopify.js';
export { tcf } from './consent/tcf.js';
