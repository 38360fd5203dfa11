// The shop's own script: starts what each page needs.
import { tell, tellConsent, tellThisPage } from './analytics.js';
import { showCount, startCartLines } from './cart.js';
import { keep } from './keep.js';
import { startProduct } from './product.js';

function startConsentSwitch() {
  const button = document.querySelector('[data-consent-switch]');
  if (!(button instanceof HTMLButtonElement)) return;
  button.form?.addEventListener('submit', event => {
    event.preventDefault();
    const choice = button.value === 'denied' ? 'denied' : 'granted';
    keep('consent', choice, 400);
    button.setAttribute('aria-checked', String(choice === 'granted'));
    button.value = choice === 'granted' ? 'denied' : 'granted';
    tellConsent(choice);
  });
}

function startSorting() {
  const form = document.querySelector('form[data-sort]');
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener('change', () => form.requestSubmit());
  // An empty choice is left out of the address.
  form.addEventListener('formdata', event => {
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
  });
}

function startNewsletter() {
  document.querySelector('form[data-newsletter]')?.addEventListener('submit', () => tell('sign_up', { method: 'newsletter' }));
}

tellThisPage();
startConsentSwitch();
startSorting();
startNewsletter();
startCartLines();
startProduct();
// A page that comes back from the history cache shows the cart as it is now.
addEventListener('pageshow', event => {
  if (event.persisted) showCount();
});
