import { button, element } from './element.js';

/** Asks for a confirmation; false when the user cancels or presses Escape. */
export function confirm(question: string, action: string, ...content: Node[]): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = element(
      'dialog',
      { className: 'dialog', testId: 'confirm-dialog', attrs: { 'aria-label': question } },
      element('p', { textContent: question }),
      ...content,
      element(
        'div',
        { className: 'actions' },
        button('Cancel', 'confirm-cancel', () => dialog.close()),
        button(action, 'confirm-action', () => dialog.close('confirmed'), 'danger'),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'confirmed');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
