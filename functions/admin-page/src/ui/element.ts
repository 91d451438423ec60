type Child = Node | string;
type Props<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], 'dataset' | 'style'>> & {
  /** Attributes, for those that have no property. */
  attrs?: Record<string, string>;
  /** The stable name that tests find the element by. */
  testId?: string;
};

/** Creates an element with its properties and children. Strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { attrs, testId, ...props }: Props<Tag> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  Object.assign(node, props);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    node.setAttribute(name, value);
  }
  if (testId) {
    node.dataset['testid'] = testId;
  }
  node.append(...children);
  return node;
}

/** A button with an action. */
export function button(text: string, testId: string, onPress: () => void, className = 'secondary'): HTMLButtonElement {
  const made = element('button', { type: 'button', className, textContent: text, testId });
  made.addEventListener('click', onPress);
  return made;
}
