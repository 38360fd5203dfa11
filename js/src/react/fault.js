// Faults of the binding, told as those of the host are: once each, on document, and never thrown into the application.

const told = new Set();

/** @param {string} name @param {string} message */
export function tellFault(name, message) {
  if (told.has(message)) return;
  told.add(message);
  document.dispatchEvent(new CustomEvent('vitrine:fault', { detail: { name, message } }));
}
