/** The address that brings others into the same room. */
export function inviteLink(room: string): string {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set('room', room);
  return link.href;
}
