// What the edge takes of a request: one past any of these is not looked at.

/** Bytes of the Cookie header. */
export const MOST_COOKIES = 16 * 1024;
/** Values of one name that are tried. */
export const MOST_VALUES = 4;
/** Bytes of the visitor's cookie, its name and "=" included. */
export const MOST_MEMORY = 1000;
/** Bytes of a snapshot in it. */
export const MOST_SNAPSHOT = 680;
/** Bytes of a Cookie header above which none of our cookies grows. */
export const CROWDED = 6000;
/** Secrets that verify. */
export const MOST_SECRETS = 4;
/** Bytes of a secret, at least. */
export const LEAST_SECRET = 32;
/** Seconds that a memory's clock may be ahead. */
export const MOST_AHEAD = 300;
