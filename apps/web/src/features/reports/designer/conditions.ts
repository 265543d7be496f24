/** A condition that can be built by clicking; anything else is edited as text. */
export type Condition =
  | { readonly operator: 'is' | 'isNot'; readonly field: string; readonly values: readonly string[] }
  | { readonly operator: 'contains'; readonly field: string; readonly text: string }
  | { readonly operator: 'atLeast' | 'atMost'; readonly field: string; readonly number: string }
  | {
      readonly operator: 'from' | 'until';
      readonly field: string;
      readonly day: string /** of an instant */;
      readonly zone?: string;
    }
  | { readonly operator: 'blank' | 'filled' | 'yes' | 'no' | 'mine'; readonly field: string };

export type Operator = Condition['operator'];

/** The FEEL of a condition; each form is read back by `readCondition`. */
export function writeCondition(condition: Condition): string {
  const { field } = condition;
  switch (condition.operator) {
    case 'is':
      return condition.values.length === 1
        ? `${field} = ${quoted(condition.values[0] as string)}`
        : `${field} in (${condition.values.map(quoted).join(', ')})`;
    case 'isNot':
      // A blank is not any of them either: both forms keep blanks.
      return condition.values.length === 1
        ? `${field} != ${quoted(condition.values[0] as string)}`
        : `not(${field} in (${condition.values.map(quoted).join(', ')}))`;
    case 'contains':
      return `contains(${field}, ${quoted(condition.text)})`;
    case 'atLeast':
      return `${field} >= ${condition.number}`;
    case 'atMost':
      return `${field} <= ${condition.number}`;
    case 'from':
      return `${field} >= ${moment(condition.day, condition.zone)}`;
    case 'until':
      // The whole of the last day counts.
      return condition.zone === undefined
        ? `${field} <= ${moment(condition.day)}`
        : `${field} < ${moment(dayAfter(condition.day), condition.zone)}`;
    case 'blank':
      return `${field} = null`;
    case 'filled':
      return `${field} != null`;
    case 'yes':
      return `${field} = true`;
    case 'no':
      return `${field} = false`;
    case 'mine':
      return `${field}.id = user.id`;
  }
}

const path = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*`;
const string = String.raw`"(?:[^"\\]|\\.)*"`;
const strings = `${string}(?:, ${string})*`;
const match = (pattern: string) => new RegExp(`^${pattern}$`, 'u');

const readers: readonly (readonly [RegExp, (found: readonly string[]) => Condition])[] = [
  [match(`(${path}) = null`), ([field]) => ({ operator: 'blank', field: field as string })],
  [match(`(${path}) != null`), ([field]) => ({ operator: 'filled', field: field as string })],
  [match(`(${path}) = true`), ([field]) => ({ operator: 'yes', field: field as string })],
  [match(`(${path}) = false`), ([field]) => ({ operator: 'no', field: field as string })],
  [match(String.raw`(${path})\.id = user\.id`), ([field]) => ({ operator: 'mine', field: field as string })],
  [
    match(`(${path}) = (${string})`),
    ([field, values]) => ({ operator: 'is', field: field as string, values: texts(values) }),
  ],
  [
    match(String.raw`(${path}) in \((${strings})\)`),
    ([field, values]) => ({ operator: 'is', field: field as string, values: texts(values) }),
  ],
  [
    match(`(${path}) != (${string})`),
    ([field, values]) => ({ operator: 'isNot', field: field as string, values: texts(values) }),
  ],
  [
    match(String.raw`not\((${path}) in \((${strings})\)\)`),
    ([field, values]) => ({ operator: 'isNot', field: field as string, values: texts(values) }),
  ],
  [
    match(String.raw`contains\((${path}), (${string})\)`),
    ([field, text]) => ({ operator: 'contains', field: field as string, text: texts(text)[0] as string }),
  ],
  [
    match(String.raw`(${path}) (>=|<=) (-?\d+(?:\.\d+)?)`),
    ([field, sign, number]) => ({
      operator: sign === '>=' ? 'atLeast' : 'atMost',
      field: field as string,
      number: number as string,
    }),
  ],
  [
    match(String.raw`(${path}) (>=|<=) date\("(\d{4}-\d{2}-\d{2})"\)`),
    ([field, sign, day]) => ({
      operator: sign === '>=' ? 'from' : 'until',
      field: field as string,
      day: day as string,
    }),
  ],
  [
    match(String.raw`(${path}) (>=|<) date and time\("(\d{4}-\d{2}-\d{2})T00:00:00@([^"]+)"\)`),
    ([field, sign, day, zone]) => ({
      operator: sign === '>=' ? 'from' : 'until',
      field: field as string,
      day: sign === '>=' ? (day as string) : dayAfter(day as string, -1),
      zone: zone as string,
    }),
  ],
];

/** The condition that a FEEL text is, or null when it was not written by clicking. */
export function readCondition(text: string): Condition | null {
  for (const [pattern, read] of readers) {
    const found = pattern.exec(text.trim());
    if (found !== null) return read(found.slice(1));
  }
  return null;
}

/** The parts of `a and b and c`; what stands in brackets or quotes, or between `between` and its `and`, stays together. */
export function splitConditions(filter: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let between = 0;
  let start = 0;
  for (const token of filter.matchAll(/"(?:[^"\\]|\\.)*"|[()[\]{}]|[\p{L}_][\p{L}\p{M}\p{N}_]*/gu)) {
    const [word] = token;
    if ('([{'.includes(word)) depth++;
    else if (')]}'.includes(word)) depth--;
    else if (depth > 0) continue;
    else if (word === 'between') between++;
    // Looser than `and`: the filter as a whole is one condition.
    else if (['or', 'if', 'for', 'some', 'every'].includes(word)) return [filter.trim()];
    else if (word === 'and' && isTimeOfDay(filter, token.index)) continue;
    else if (word === 'and' && between > 0) between--;
    else if (word === 'and') {
      parts.push(filter.slice(start, token.index).trim());
      start = token.index + word.length;
    }
  }
  parts.push(filter.slice(start).trim());
  return parts.filter((part) => part !== '');
}

export function joinConditions(conditions: readonly string[]): string {
  const one = conditions.length === 1;
  return conditions
    .map((part) => (one || (splitConditions(part).length === 1 && !isLoose(part)) ? part : `(${part})`))
    .join(' and ');
}

/** `date and time(...)` is one name. */
function isTimeOfDay(filter: string, at: number): boolean {
  return /date\s+$/.test(filter.slice(0, at)) && /^and\s+time\b/.test(filter.slice(at));
}

function isLoose(part: string): boolean {
  return /(^|[\s)])(or|if|for|some|every)[\s(]/.test(part.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));
}

function texts(list: string | undefined): string[] {
  return [...(list ?? '').matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([text]) => JSON.parse(text) as string);
}

/** A FEEL text literal; its escapes are those of JSON. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function moment(day: string, zone?: string): string {
  return zone === undefined ? `date("${day}")` : `date and time("${day}T00:00:00@${zone}")`;
}

function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
