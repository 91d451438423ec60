/** Values stored in this browser for the next visit; nothing is stored when the user has blocked site data. */
export const memory = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(`signal.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },

  set(key: string, value: string): void {
    try {
      localStorage.setItem(`signal.${key}`, value);
    } catch {
      // Blocked, or full: the choice holds for this visit.
    }
  },
};
