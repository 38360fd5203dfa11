// Where the edge tells what it has decided of this page.

/** @returns {Element | null} null: no edge has touched the page, or its head is not parsed so far */
export const edgeScript = () => document.querySelector('script[data-vitrine-edge]');
