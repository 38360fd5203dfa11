// What a page needs that the edge has decided. `vitrine bundle --edge` puts it into the one-file script; else it is loaded from beside it, by such pages alone.

export { arrive } from './arrival/index.js';
export { cookie, events } from './consent/cookie.js';
