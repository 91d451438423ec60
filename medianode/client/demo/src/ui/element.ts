type Child = Node | string;
type Props<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], 'dataset' | 'style'>> & {
  /** Attributes, for those that have no property. */
  attrs?: Record<string, string>;
  /** The stable name that tests find the element by. */
  testId?: string;
};

/** Creates an element with its properties and children. */
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
