// Webmail: hosts that people read their mail at, by their labels and by name (CHANNELS.md, step 3).
import { hostIsAmong } from './lists.js';

const HOSTS = ['outlook.live.com', 'outlook.office.com', 'outlook.office365.com'];
const FIRST_LABELS = ['mail', 'webmail', 'email', 'owa', 'outlook'];
const FIRST_LABEL = /^mail(?:[0-9-]|business)|(?:webmail|mailer)$/;

/** @param {string} host without `www.` @returns {boolean} */
export function isWebmailHost(host) {
  return hasWebmailLabels(host) || hostIsAmong(host, HOSTS);
}

/** @param {string} host without `www.` @returns {boolean} whether its labels say so, whatever the lists say */
export function hasWebmailLabels(host) {
  const labels = host.split('.');
  if (labels[0].startsWith('deref-')) return labels.length >= 2;
  return labels.length >= 3 && (FIRST_LABELS.includes(labels[0]) || FIRST_LABEL.test(labels[0]));
}
