/** The URL of the invitation to this room, including the key of an encrypted call. */
export function inviteLink(room: string): string {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set('room', room);
  link.hash = location.hash;
  return link.href;
}
