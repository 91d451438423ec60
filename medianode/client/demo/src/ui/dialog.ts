import { element } from './element.js';
import { icon } from './icon.js';

/** A modal window with a title and a close button. Escape or a click on the backdrop closes it; the focus is restored. */
export function dialog(title: string, testId: string, ...content: Node[]): HTMLDialogElement {
  const close = element(
    'button',
    { type: 'button', className: 'plain-button', attrs: { 'aria-label': 'Close' } },
    icon('close'),
  );
  const root = element(
    'dialog',
    { className: 'dialog', testId, attrs: { 'aria-label': title } },
    element('header', { className: 'dialog-header' }, element('h2', { textContent: title }), close),
    ...content,
  );
  close.addEventListener('click', () => root.close());
  root.addEventListener('click', (event) => {
    if (event.target === root && !within(root.getBoundingClientRect(), event)) {
      root.close();
    }
  });
  return root;
}

/** A click on the backdrop and one on the window's own padding have the same target. */
function within({ left, right, top, bottom }: DOMRect, { clientX, clientY }: MouseEvent): boolean {
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
