import type { Closed } from '@signal-hybrid/client';
import { errorText } from '../app/error-text.js';
import { element } from '../ui/element.js';

/** The screen after a call: the reason of its end, and the next actions. */
export function leftScreen(room: string, { reason, detail, error }: Closed, onRejoin: () => void, onHome: () => void): HTMLElement {
  const rejoin = element('button', { type: 'button', className: 'primary', textContent: 'Join again', testId: 'rejoin-button' });
  const home = element('button', { type: 'button', className: 'secondary', textContent: 'Another room', testId: 'home-button' });
  rejoin.addEventListener('click', onRejoin);
  home.addEventListener('click', onHome);
  const screen = element(
    'main',
    { className: 'screen left', testId: 'left-screen' },
    element(
      'div',
      { className: 'card' },
      element('h1', { textContent: title(reason) }),
      element('p', { className: 'left-reason', testId: 'left-reason', attrs: { role: 'status' }, textContent: text(room, reason, detail, error) }),
      element('div', { className: 'row' }, rejoin, home),
    ),
  );
  screen.dataset['reason'] = reason;
  return screen;
}

function title(reason: Closed['reason']): string {
  switch (reason) {
    case 'left':
      return 'You left the call';
    case 'kicked':
      return 'You were removed';
    case 'roomClosed':
      return 'The room was closed';
    default:
      return 'The connection was lost';
  }
}

function text(room: string, reason: Closed['reason'], detail: string | undefined, error: unknown): string {
  const because = detail ? ` Reason given: ${detail}` : '';
  switch (reason) {
    case 'left':
      return `The others in “${room}” can go on without you.`;
    case 'kicked':
      return `A moderator removed you from “${room}”.${because}`;
    case 'roomClosed':
      return `“${room}” has ended.${because}`;
    default:
      return errorText(error);
  }
}
