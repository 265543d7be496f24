import type { Workspace } from '@tangram/client';
import { type WorkCalendar, weekdays } from '@tangram/expression';

let china: WorkCalendar | null = null;

/** Fetches the days of the workspace's calendar; to be waited for before anything is evaluated. */
export async function loadWorkCalendar({ calendar }: Workspace): Promise<void> {
  if (calendar !== 'china' || china !== null) return;
  const { chinaCalendar } = await import('@tangram/expression/china-calendar');
  china = chinaCalendar;
}

/** Which days the workspace works; Monday to Friday where nobody is signed in. */
export function workCalendarOf(workspace: Workspace | undefined): WorkCalendar {
  return workspace?.calendar === 'china' ? (china ?? weekdays) : weekdays;
}
