/** The address that brings others into the same room, with the key of an encrypted call. */
export function inviteLink(room: string): string {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set('room', room);
  link.hash = location.hash;
  return link.href;
}
