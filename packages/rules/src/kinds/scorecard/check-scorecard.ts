import { numberType } from '@tangram/expression';
import { didYouMean, nearest, type Problem, type Scorecard, type ScoreRange } from '@tangram/schema';
import { findExpression, findField, findWritableField, titleOf } from '../../check/check-names.ts';
import { checkValue } from '../../check/constant.ts';
import type { RulePart } from '../../check/rule-part.ts';
import { ruleProblem } from '../../errors.ts';
import { compileEventLine } from '../../scores/event-line.ts';

/** What is wrong with a scorecard beyond its shape. */
export function checkScorecard(rule: Scorecard, part: RulePart): Problem[] {
  return [
    ...checkFields(rule, part),
    ...checkAttributes(rule, part),
    ...checkEvents(rule, part),
    ...checkIdle(rule, part),
    ...checkLimits(rule, part),
    ...checkKeys(rule, part),
    ...checkBands(rule, part),
  ];
}

/** A list of the document, empty where it is none. */
function listOf<Item>(items: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(items) ? items : [];
}

function checkFields(rule: Scorecard, { sound, context }: RulePart): Problem[] {
  const problems: Problem[] = [];
  const field = sound('/field') ? findWritableField(context, rule.field, '/field', problems) : null;
  if (field !== null && field.valueType !== 'number') {
    const expected = { en: 'a number', zh: '数字' };
    problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', '/field', { field: titleOf(field), expected }));
  }
  if (rule.levelField === undefined || !sound('/levelField')) return problems;
  const level = findWritableField(context, rule.levelField, '/levelField', problems);
  if (level === null) return problems;
  if (level.valueType !== 'text') {
    const expected = { en: 'a field of choices or text', zh: '单选或文本字段' };
    return [...problems, ruleProblem('RULE_FIELD_WRONG_TYPE', '/levelField', { field: titleOf(level), expected })];
  }
  const refused = listOf(rule.bands).flatMap((band, index) =>
    sound(`/bands/${index}`) ? checkValue(band.key, level, `/bands/${index}/key`) : [],
  );
  return [...problems, ...refused];
}

function checkAttributes(rule: Scorecard, { sound, condition, context }: RulePart): Problem[] {
  const groups = listOf(rule.groups).map((group) => group?.key);
  return listOf(rule.attributes).flatMap((each, index) => {
    const path = `/attributes/${index}`;
    // Its points may be wrong beside it: the condition is judged by itself.
    const problems =
      typeof each?.when === 'string' && sound(`${path}/when`) ? condition(each.when, `${path}/when`) : [];
    if (typeof each?.points === 'string' && sound(`${path}/points`)) {
      findExpression(context, each.points, numberType, `${path}/points`, problems);
    }
    if (each?.group !== undefined && sound(`${path}/group`) && !groups.includes(each.group)) {
      const near = didYouMean(nearest(each.group, groups));
      problems.push(ruleProblem('RULE_SCORE_GROUP_UNKNOWN', `${path}/group`, { group: each.group }, near));
    }
    return problems;
  });
}

function checkEvents(rule: Scorecard, { sound, context }: RulePart): Problem[] {
  return listOf(rule.events).flatMap((line, index) => {
    const path = `/events/${index}`;
    const problems: Problem[] = [];
    if (sound(path)) compileEventLine(line, context.form, path, problems);
    return problems;
  });
}

function checkIdle(rule: Scorecard, { sound, context }: RulePart): Problem[] {
  return listOf(rule.idle).flatMap((line, index) => {
    const path = `/idle/${index}`;
    if (!sound(path)) return [];
    const problems: Problem[] = [];
    const { events = [], fields = [] } = line;
    for (const [at, key] of fields.entries()) findField(context, key, `${path}/fields/${at}`, problems);
    if (events.length + fields.length === 0)
      problems.push(ruleProblem('RULE_IDLE_OF_NOTHING', path, { line: line.key }));
    return problems;
  });
}

function checkLimits(rule: Scorecard, { sound }: RulePart): Problem[] {
  const ranges: readonly (readonly [string, ScoreRange | undefined])[] = [
    ...listOf(rule.groups).map((group, index) => [`/groups/${index}`, group] as const),
    ['/range', rule.range],
  ];
  return ranges.flatMap(([path, range]) => {
    if (range?.min === undefined || range.max === undefined || !sound(path) || range.min <= range.max) return [];
    return [ruleProblem('RULE_SCORE_RANGE', `${path}/max`, { min: range.min, max: range.max })];
  });
}

function checkBands(rule: Scorecard, { sound, actions, keysTwice }: RulePart): Problem[] {
  const bands = listOf(rule.bands);
  const problems = keysTwice(bands, '/bands');
  for (const [index, each] of bands.entries()) {
    const path = `/bands/${index}`;
    const before = bands[index - 1];
    if (sound(path) && before !== undefined && sound(`/bands/${index - 1}`) && before.from >= each.from) {
      problems.push(ruleProblem('RULE_BAND_ORDER', `${path}/from`, { band: each.key, from: each.from }));
    }
    if (Array.isArray(each?.actions)) problems.push(...actions(each.actions, `${path}/actions`));
  }
  return problems;
}

/** What a line gave is kept by its key, so a key stands for one line of the whole card. */
function checkKeys(rule: Scorecard, { sound }: RulePart): Problem[] {
  const seen = new Set<string>();
  return (['attributes', 'events', 'idle', 'groups'] as const).flatMap((list) =>
    listOf<{ readonly key: string }>(rule[list]).flatMap((line, index) => {
      const path = `/${list}/${index}`;
      if (!sound(path)) return [];
      const isTwice = seen.has(line.key);
      seen.add(line.key);
      return isTwice ? [ruleProblem('RULE_KEY_TWICE', `${path}/key`, { key: line.key })] : [];
    }),
  );
}
