// Slots as flags of OpenFeature's web SDK: `vitrine/openfeature`. It speaks to the copy that works in the document and starts none.

export { VitrineProvider } from './openfeature/provider.js';
