// Constants of core/format, in JavaScript. Made by tests/core/js_constants.cpp, never by hand: npm run constants.

// Sections of a pack by their place in the file, and the bytes of a record.
export const CONFIG = 0;
export const CONFIG_BYTES = 48;
export const CONDITIONS = 1;
export const CONDITIONS_BYTES = 8;
export const LABELS = 2;
export const LABELS_BYTES = 8;
export const BAND_LIMITS = 3;
export const BAND_LIMITS_BYTES = 8;
export const BAND_LABELS = 4;
export const BAND_LABELS_BYTES = 8;
export const WHERE = 5;
export const WHERE_BYTES = 16;
export const SOURCE_NAMES = 6;
export const SOURCE_NAMES_BYTES = 8;
export const FEATURES = 7;
export const FEATURES_BYTES = 32;
export const EVENTS = 8;
export const EVENTS_BYTES = 16;
export const FIELDS = 9;
export const FIELDS_BYTES = 8;
export const DIMENSIONS = 10;
export const DIMENSIONS_BYTES = 8;
export const HOST_COUNTS = 11;
export const HOST_COUNTS_BYTES = 1;
export const HOST_KEYS = 12;
export const HOST_KEYS_BYTES = 2;
export const HOST_CLASSES = 13;
export const HOST_CLASSES_BYTES = 1;
export const HOST_KINDS = 14;
export const HOST_KINDS_BYTES = 8;
export const HOST_PARAMS = 15;
export const HOST_PARAMS_BYTES = 4;
export const EDGE_FIRST = 16;
export const EDGE_FIRST_BYTES = 4;
export const SEGMENTS = 17;
export const SEGMENTS_BYTES = 16;
export const SIGNALS = 18;
export const SIGNALS_BYTES = 8;
export const SLOTS = 19;
export const SLOTS_BYTES = 22;
export const VARIANTS = 20;
export const VARIANTS_BYTES = 24;
export const STRING_FIRST = 21;
export const STRING_FIRST_BYTES = 4;
export const GATES = 22;
export const GATES_BYTES = 4;
export const STAGES = 23;
export const STAGES_BYTES = 4;
export const STEPS = 24;
export const STEPS_BYTES = 4;
export const EDGES = 25;
export const EDGES_BYTES = 2;
export const LISTENERS = 26;
export const LISTENERS_BYTES = 2;
export const HOST_RULES = 27;
export const HOST_RULES_BYTES = 8;
export const TRAFFIC = 28;
export const TRAFFIC_BYTES = 16;
export const CLICK_IDS = 29;
export const CLICK_IDS_BYTES = 12;
export const APPS = 30;
export const APPS_BYTES = 8;
export const CHANNEL_TESTS = 31;
export const CHANNEL_TESTS_BYTES = 6;
export const CHANNEL_ROWS = 32;
export const CHANNEL_ROWS_BYTES = 8;
export const BRAND_TERMS = 33;
export const BRAND_TERMS_BYTES = 2;
export const PLACES = 34;
export const PLACES_BYTES = 24;
export const EXPERIMENTS = 35;
export const EXPERIMENTS_BYTES = 12;
export const ARMS = 36;
export const ARMS_BYTES = 6;
export const STRINGS = 37;
export const STRINGS_BYTES = 1;
export const NONE16 = 65535;

// Where in its record a member stands, in bytes.
export const CONFIG_NAME = 4;
export const CONFIG_VISIT_GAP = 8;
export const FIELD_WANTS = 5;
export const SEGMENT_NAME = 10;
export const SEGMENT_FLAGS = 13;
export const STAGE_NAME = 2;
export const SLOT_NAME = 0;
export const SLOT_KIND = 2;
export const SLOT_VARIANT_FIRST = 4;
export const SLOT_VARIANT_COUNT = 6;
export const SLOT_READS = 20;
export const VARIANT_NAME = 8;
export const SEGMENT_EXPORT = 1;
export const READS_STATE = 1;
export const READS_EVIDENCE = 2;
export const KIND_SORT = 1;

// What a field of the pack wants, as bits.
export const WANT_NUMBER = 1;
export const WANT_TEXT = 2;
export const WANT_BOOL = 4;
export const WANT_TIME = 8;
export const WANT_LONG = 16;

// Kinds of a field on the wire, as bits.
export const IS_NUMBER = 1;
export const IS_TEXT = 2;
export const IS_BOOL = 4;
export const IS_TRUE = 8;
export const WAS_NUMBER = 16;
export const IS_UNREAD = 32;

// Limits.
export const MOST_EVENT_BYTES = 65535;
export const MOST_ITEMS = 200;
export const MOST_FIELDS = 254;
export const MOST_TEXT_BYTES = 64;
export const MOST_SEGMENTS = 8192;

// Calls of the core: its interface, status bits, what vt_segments lists.
export const ABI = 4;
export const STATUS_MORE = 1;
export const STATUS_CHANGED = 4;
export const LIST_IN = 0;
export const LIST_ENTERED = 1;
export const LIST_LEFT = 2;
export const LIST_STAGE = 3;
export const LIST_CLOCK = 5;

// Purposes by their bits, reasons by their codes.
export const PURPOSES = 'personalization measurement ads location'.split(' ');
export const REASONS = 'TARGETING_MATCH SPLIT DEFAULT ERROR CONSENT HOLDOUT SPLIT GUARDED EVIDENCE_MISSING CAPPED DISABLED'.split(' ');
