// The product page: gallery, size, cart, wish list, size guide, reviews.
import { itemFrom, pushEvent, pushItems } from './analytics.js';
import { putIntoCart } from './cart.js';
import { keep } from './keep.js';
import { readCookies, readWishlist } from './shop_cookies.js';

const kToastMs = 5000;

function startGallery() {
  const main = document.querySelector('[data-gallery-main]');
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-picture]'));
  if (!(main instanceof HTMLImageElement)) return;
  for (const button of buttons) {
    button.addEventListener('click', () => {
      main.src = button.dataset.picture ?? main.src;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
    });
  }
}

function startSizeGuide() {
  const opener = document.querySelector('[data-opens]');
  const dialog = document.getElementById('size-guide');
  if (!(opener instanceof HTMLElement) || !(dialog instanceof HTMLDialogElement)) return;
  opener.addEventListener('click', () => dialog.showModal());
  // A press beside the dialog closes it, as people expect.
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
}

function startReviews() {
  const button = document.querySelector('[data-show-reviews]');
  button?.addEventListener('click', () => {
    for (const review of document.querySelectorAll('[data-more]')) review.removeAttribute('hidden');
    button.setAttribute('aria-expanded', 'true');
    button.setAttribute('hidden', '');
    const first = document.querySelector('[data-more]');
    if (!(first instanceof HTMLElement)) return;
    first.tabIndex = -1;
    first.focus();
  });
}

/** @param {string} name */
function toast(name) {
  const box = document.querySelector('[data-toast]');
  if (!(box instanceof HTMLElement)) return;
  const link = document.createElement('a');
  link.className = 'toast-link';
  link.href = '/cart';
  link.textContent = 'See the cart';
  const text = document.createElement('span');
  text.textContent = `In your cart: ${name}`;
  box.replaceChildren(text, link);
  box.classList.add('shown');
  setTimeout(() => box.classList.remove('shown'), kToastMs);
}

/** @param {HTMLFormElement} form */
function startAdding(form) {
  const problem = form.querySelector('[data-problem]');
  const sizes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="size"]')]);
  const say = (/** @type {string} */ text) => {
    if (!(problem instanceof HTMLElement)) return;
    problem.textContent = text;
    problem.hidden = text === '';
  };
  // The shop's own sentence stands by the sizes instead of the browser's bubble.
  form.noValidate = true;
  form.addEventListener('change', event => {
    if (!(event.target instanceof HTMLInputElement) || event.target.name !== 'size') return;
    say('');
    pushEvent('variant_select', { item_id: form.dataset.vitrineItem, item_variant: event.target.value });
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const size = sizes.find(input => input.checked)?.value ?? '';
    if (sizes.length && !size) {
      say('Please choose a size first.');
      sizes[0].focus();
      return;
    }
    putIntoCart(form.dataset.vitrineItem ?? '', size, Number(form.dataset.price));
    pushItems('add_to_cart', [itemFrom(form, size ? { item_variant: size } : {})]);
    toast(`${form.dataset.name}${size ? `, size ${size}` : ''}`);
  });
}

/** @param {HTMLFormElement} form */
function startWishlist(form) {
  const heart = form.querySelector('[data-wishlist]');
  const id = form.dataset.vitrineItem ?? '';
  const marked = () => readWishlist(readCookies(document.cookie).wishlist);
  const show = () => {
    const on = marked().includes(id);
    heart?.setAttribute('aria-pressed', String(on));
    heart?.setAttribute('aria-label', on ? 'Take off the wish list' : 'Put on the wish list');
  };
  heart?.addEventListener('click', () => {
    const before = marked();
    const on = before.includes(id);
    keep('wishlist', (on ? before.filter(other => other !== id) : [id, ...before]).join('|'), 400);
    if (!on) pushItems('add_to_wishlist', [itemFrom(form)]);
    show();
  });
  show();
}

/** Brings a product page to life; elsewhere does nothing. */
export function startProduct() {
  const form = document.querySelector('form[data-add-to-cart]');
  if (!(form instanceof HTMLFormElement)) return;
  startGallery();
  startSizeGuide();
  startReviews();
  startAdding(form);
  startWishlist(form);
}
