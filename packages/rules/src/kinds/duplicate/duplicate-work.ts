import type { FormModel } from '@tangram/forms';
import type { Channel } from '@tangram/records';
import { type DuplicateRule, type LocalText, pointer, type Problem } from '@tangram/schema';
import type { Condition } from '../../compile/condition.ts';
import { ruleProblem } from '../../errors.ts';
import type { Fired, Run } from '../../run/run.ts';
import type { RuleWork } from '../rule-kind.ts';
import { fieldWords } from './field-words.ts';
import { type Finding, findDuplicates, keysOf, type Match } from './find-duplicates.ts';
import { holdKeys } from './hold-keys.ts';
import { type Readable, readableTitles } from './readable-titles.ts';
import { refusesInSql } from './refuses-in-sql.ts';

/** Those who can be asked and answer: whoever else writes is not held up by a likely duplicate. */
const asked: ReadonlySet<Channel> = new Set(['person', 'api-key']);

interface WorkParts extends Finding {
  readonly rule: DuplicateRule;
  readonly condition: Condition | null;
}

/** Looks for records that are there already, and does what the rule says about them. */
export function duplicateWork({ rule, ...finding }: WorkParts): RuleWork {
  const { form, ways, condition } = finding;
  const fields = new Set(ways.flatMap((way) => way.fields.map(({ key }) => key)));
  return {
    reads: [...fields].map((key) => [key]),
    owns: null,
    isQuiet: true,
    async record(fired, run) {
      const records = fired.map(({ record }) => record);
      if (rule.answer === 'refuse' && run.leavesMarks) await holdKeys(run.trx, form, keysOf(ways, records));
      const found = await findDuplicates(finding, records, run);
      const titles = await readableTitles(form, [...found.values()].flat(), run);
      for (const one of fired) answer(one, found.get(one.record) ?? [], titles, run);
    },
    reason: () => null,
    inSql: condition === null || condition.expression.inSql.ok ? refusesInSql(rule, finding) : null,
    stand: () => ({}),
  };

  function answer({ record, firing }: Fired, matches: readonly Match[], titles: Readable, run: Run): void {
    if (rule.answer === 'mark' && rule.mark !== undefined) {
      const isYesNo = form.fields.get(rule.mark)?.valueType === 'boolean';
      const earlier = matches.find(({ isInBatch }) => !isInBatch)?.id ?? null;
      record.set(firing, rule.mark, isYesNo ? matches.length > 0 : earlier);
    }
    if (matches.length === 0) return;
    firing.isNews = true;
    const asks = rule.answer === 'warn' && asked.has(run.actor.channel) && !run.acceptsDuplicates;
    if (rule.answer !== 'refuse' && !asks) {
      for (const match of matches) firing.problems.push(kept(match));
      return;
    }
    for (const match of matches) record.refuse(firing, told(match, titles, form, asks));
  }
}

/** The trace names the other record by its id only: who reads it later may not see that record. */
function kept({ id, way }: Match): Problem {
  return ruleProblem('RULE_DUPLICATE_KEPT', pathOf(way.fields), { record: id, by: fieldWords(way.fields) });
}

function told({ id, way, isInBatch }: Match, titles: Readable, form: FormModel, isLikely: boolean): Problem {
  const by = fieldWords(way.fields);
  const shared = { form: form.definition.form.title || form.key, by };
  const name: LocalText | undefined = titles.get(id);
  if (name === undefined) {
    return ruleProblem(isLikely ? 'RULE_DUPLICATE_LIKELY_HIDDEN' : 'RULE_DUPLICATE_HIDDEN', pathOf(way.fields), shared);
  }
  // A record of the same batch is not there to be opened.
  const params = { ...shared, name, ...(isInBatch ? {} : { record: id }) };
  return ruleProblem(isLikely ? 'RULE_DUPLICATE_LIKELY' : 'RULE_DUPLICATE', pathOf(way.fields), params);
}

function pathOf(fields: readonly { readonly key: string }[]): string {
  const [first] = fields;
  return first === undefined ? '' : pointer(first.key);
}
