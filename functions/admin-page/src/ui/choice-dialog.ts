import { confirm } from './confirm-dialog.js';
import { element } from './element.js';
import { shown } from './shown-text.js';

/** One entry of a choice: its value, and its text. */
export interface Choice {
  value: string;
  text: string;
}

/** Asks for one of several choices; undefined when the user cancels. */
export async function choose(question: string, label: string, action: string, choices: Choice[], note = ''): Promise<string | undefined> {
  const select = element(
    'select',
    { testId: 'choice' },
    ...choices.map(({ value, text }) => element('option', { value, textContent: shown(text) })),
  );
  const field = element('label', { className: 'field' }, element('span', { textContent: label }), select);
  const content = note ? [field, element('p', { className: 'soft', textContent: note })] : [field];
  return (await confirm(question, action, ...content)) ? select.value : undefined;
}
