// Bytes as text that a cookie can carry: base64url without padding (RFC 4648, 5).

/** @param {Uint8Array} bytes @returns {string} */
export function toText(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer> | null} null: it is no such text, or not the only one of these bytes */
export function toBytes(text) {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  // The last character may hold bits that no byte has: then it is another text of the same bytes.
  return toText(bytes) === text ? bytes : null;
}
