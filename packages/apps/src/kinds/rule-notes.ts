import type { FormModel, RelatedListModel } from '@tangram/forms';
import {
  conflictExample,
  findConflicts,
  flippingCases,
  type RuleConflict,
  type SetTo,
  unfollowedCounts,
} from '@tangram/rules';
import { type Language, type LocalText, textIn } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { KindChange, PlannedStep } from './kind.ts';

const flipNote: LocalText = { en: 'Cases kept with the rule come out otherwise.', zh: '规则的用例结果会改变。' };

/** As many of each are told of; a rule with more needs another look altogether. */
const mostNotes = 10;

/**
 * What a designer should know before publishing a rule: others that set the same field otherwise, related records that it
 * counts without following them, and cases that would come to something else. Nothing forbids the first two; flipped cases
 * are to be accepted.
 */
export async function ruleNotes(db: Kysely<unknown>, { app, key, after, now }: KindChange): Promise<PlannedStep[]> {
  const rules = after.app(app)?.rules;
  const rule = rules?.get(key);
  const form = rule === undefined ? undefined : after.form(app, rule.form);
  if (rules === undefined || rule === undefined || form === undefined) return [];
  const notes: PlannedStep[] = [];
  for (const conflict of findConflicts(key, rule, form, rules).slice(0, mostNotes)) {
    const example = await conflictExample(db, form, conflict, { zone: after.workspace.zone, now });
    notes.push({ title: noteOf(conflict, form, example?.title ?? null), lock: 'none', problems: [] });
  }
  const flips = await flippingCases(db, { app, key, form, catalog: after });
  if (flips !== null) notes.push({ title: flipNote, lock: 'none', problems: [flips] });
  return [
    ...notes,
    ...unfollowedCounts(key, rule, form, rules).map(
      (list): PlannedStep => ({ title: unfollowedNote(list, form), lock: 'none', problems: [] }),
    ),
  ];
}

function unfollowedNote(list: RelatedListModel, form: FormModel): LocalText {
  const own = form.definition.form.title;
  const say = (text: LocalText, language: Language) => textIn(text, language) || list.form.key;
  return {
    en: `This rule counts ${say(list.title, 'en')}, and a change of one does not wake it. A rule on ${say(own, 'en')} with the moment "Something happens to a record that belongs to it" does.`,
    zh: `本规则统计“${say(list.title, 'zh')}”，但这些记录变化时不会触发本规则。如需跟随变化，请使用“与${say(own, 'zh')}关联的记录发生变化时”触发的规则。`,
  };
}

function noteOf(conflict: RuleConflict, form: FormModel, example: string | null): LocalText {
  const isCertain = conflict.overlap === 'certain' || example !== null;
  const nameOf = (language: Language) =>
    textIn(form.fields.get(conflict.field)?.definition.title, language) || conflict.field;
  const otherIn = (language: Language) => textIn(conflict.other.title, language);
  const set = (to: SetTo, person: string) => ('value' in to ? JSON.stringify(to.value) : person);
  const { sets, otherSets } = conflict;
  return {
    en: `This rule sets ${nameOf('en')} to ${set(sets, 'a person')} and "${otherIn('en')}" sets it to ${set(otherSets, 'a person chosen otherwise')}; both ${
      isCertain ? 'can' : 'may'
    } apply to one record${example === null ? '' : `, for example "${example}"`}. The later one wins.`,
    zh: `本规则将${nameOf('zh')}设为 ${set(sets, '某人')}，“${otherIn('zh')}”则设为 ${set(otherSets, '另行选定的人')}；同一条记录${
      isCertain ? '会' : '可能会'
    }同时满足两者${example === null ? '' : `，例如“${example}”`}。后执行的规则为准。`,
  };
}
