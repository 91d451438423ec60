import { dialog } from '../ui/dialog.js';
import { element } from '../ui/element.js';
import { icon } from '../ui/icon.js';

/** A participant in the list. */
export interface RosterEntry {
  peerId: string;
  name: string;
  hand: boolean;
}

/** The list of all participants, raised hands first. */
export class RosterDialog {
  readonly #list = element('ul', { className: 'roster', testId: 'roster' });
  readonly root = dialog('Participants', 'roster-dialog', this.#list);

  show(): void {
    this.root.showModal();
  }

  close(): void {
    this.root.close();
  }

  /** Shows these participants. */
  fill(entries: RosterEntry[]): void {
    const raisedFirst = [...entries].sort((a, b) => Number(b.hand) - Number(a.hand));
    this.#list.replaceChildren(...raisedFirst.map((entry) => row(entry)));
  }
}

function row({ peerId, name, hand }: RosterEntry): HTMLElement {
  const item = element(
    'li',
    { testId: 'roster-entry' },
    element('span', { className: 'roster-name', textContent: name }),
    ...(hand ? [element('span', { className: 'roster-hand', testId: 'roster-hand' }, icon('hand'), 'Hand raised')] : []),
  );
  Object.assign(item.dataset, { peerId, hand: String(hand) });
  return item;
}
