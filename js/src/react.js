// Slots, decisions, orders and segments for React 18 and 19: `vitrine/react`. It speaks to the copy that works in the document and starts none.

export { useDecision, useSegments, VitrineDecisions } from './react/decisions.js';
export { useOrder } from './react/order.js';
export { VitrineSlot } from './react/slot.js';
