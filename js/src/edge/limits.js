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
/** Characters of the hand-over cookie. */
export const MOST_EVENTS_TEXT = 1500;
/** Bytes of a body to /.vitrine/events. */
export const MOST_BODY = 16 * 1024;
/** By how much the number of an event may run ahead of the newest that is known. */
export const MOST_JUMP = 10_000;
/** Bytes of a head. */
export const MOST_HEAD = 64 * 1024;
/** Bytes of a slot or list that are held until its end. */
export const MOST_HELD = 1024 * 1024;
/** Plans, and bytes of all of them. */
export const MOST_PLANS = 64;
export const MOST_PLAN_BYTES = 4 * 1024 * 1024;
/** Seconds for which a page that failed is not tried again. */
export const FAILED_FOR = 60;
/** Bytes of a user agent, of a referrer, and of Accept-Language. */
export const MOST_AGENT = 512;
export const MOST_REFERRER = 2048;
export const MOST_LANGUAGES = 256;
