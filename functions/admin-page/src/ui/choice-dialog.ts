import { explain } from '../api/api-error.js';
import { confirm } from './confirm-dialog.js';
import { element } from './element.js';
import { shown } from './shown-text.js';

/** One entry of a choice: its value, and its text. */
export interface Choice {
  value: string;
  text: string;
}

/** Entries to choose from, and what the user should know about them. */
export interface Offer {
  choices: Choice[];
  note?: string;
}

/**
 * Asks for one of several choices; undefined when the user cancels, or there is none.
 *
 * @param find - finds other choices that contain a text
 */
export async function choose(question: string, label: string, action: string, offered: Offer, find?: (text: string) => Promise<Offer>): Promise<string | undefined> {
  const select = element('select', { testId: 'choice' });
  const note = element('p', { className: 'soft', testId: 'choice-note', attrs: { role: 'status' } });
  const offer = ({ choices, note: text = '' }: Offer) => {
    select.replaceChildren(...choices.map(({ value, text: entry }) => element('option', { value, textContent: shown(entry) })));
    note.textContent = text;
  };
  offer(offered);
  const field = element('label', { className: 'field' }, element('span', { textContent: label }), select);
  const isConfirmed = await confirm(question, action, ...(find ? [searchForm(find, offer)] : []), field, note);
  return isConfirmed && select.selectedIndex >= 0 ? select.value : undefined;
}

function searchForm(find: (text: string) => Promise<Offer>, offer: (found: Offer) => void): HTMLFormElement {
  const text = element('input', { type: 'search', maxLength: 128, testId: 'choice-search', placeholder: 'Search by name or id', attrs: { 'aria-label': 'Search by name or id' } });
  const submit = element('button', { type: 'submit', className: 'secondary', textContent: 'Search', testId: 'choice-find' });
  const form = element('form', { className: 'filter', attrs: { role: 'search' } }, text, submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    find(text.value.trim())
      .then(offer, (error: unknown) => offer({ choices: [], note: explain(error) }))
      .finally(() => (submit.disabled = false));
  });
  return form;
}
