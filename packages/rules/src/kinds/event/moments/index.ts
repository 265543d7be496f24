import type { RuleMoment } from '@tangram/schema';
import { button } from './button.ts';
import { changed } from './changed.ts';
import { created } from './created.ts';
import { date } from './date.ts';
import { deleted } from './deleted.ts';
import { idle } from './idle.ts';
import type { MomentType } from './moment-type.ts';
import { receivedEvent } from './received-event.ts';
import { related } from './related.ts';
import { saved } from './saved.ts';
import { schedule } from './schedule.ts';

/**
 * Every moment, in the order in which they are offered. Each is written for its own settings; past this line a moment
 * goes to the one that its `type` names, hence the one cast.
 */
export const momentTypes = [
  created,
  changed,
  saved,
  deleted,
  related,
  idle,
  date,
  schedule,
  receivedEvent,
  button,
] as unknown as readonly MomentType[];

export function momentTypeNamed(type: string): MomentType | undefined {
  return momentTypes.find((moment) => moment.type === type);
}

/** The kind of a moment whose shape has been checked. */
export function momentTypeOf({ type }: RuleMoment): MomentType {
  const moment = momentTypeNamed(type);
  if (moment === undefined) throw new TypeError(`A rule with the moment "${type}" cannot have been saved.`);
  return moment;
}
