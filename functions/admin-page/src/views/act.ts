import { explain } from '../api/api-error.js';
import type { Notices } from '../ui/notices.js';

/** Runs an action of the user, and says whether it was carried out. */
export async function act(notices: Notices, done: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
    notices.show(done);
  } catch (error) {
    notices.show(explain(error), true);
  }
}
