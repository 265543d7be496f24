import { type FeelType, membersOf, type Scope } from '@tangram/expression';

/** A field that conditions may ask about. */
export interface ConditionField {
  /** `stage`, `account.sector`. */
  readonly path: string;
  readonly title: string;
  readonly type: FeelType;
  /** The values it may have, when they are a fixed list. */
  readonly options?: readonly ConditionOption[];
  /** Of records that refer to one of this form: their fields, by path. They are counted or added up. */
  readonly related?: ReadonlyMap<string, ConditionField>;
  /** A number of records, which is never blank. */
  readonly isCount?: boolean;
}

export interface ConditionOption {
  readonly value: string;
  readonly label: string;
}

/** What the builder knows about paths beyond their types; undefined for a path it does not know. */
export interface ConditionNames {
  titleOf?(path: string): string | undefined;
  /** Its titles in every language: what people may type to find it. */
  wordsOf?(path: string): readonly string[];
  optionsOf?(path: string): readonly ConditionOption[] | undefined;
}

/** Kinds of values that the builder has operators for. */
const offered = new Set<FeelType['type']>([
  'text',
  'number',
  'boolean',
  'date',
  'date-time',
  'time',
  'list',
  'reference',
  'days-duration',
]);

/**
 * The fields of a scope, and below each reference or context its fields (one level: deeper paths are for the text mode).
 * `previous`, `user` and contexts like them come last.
 */
export function conditionFields(scope: Scope, names: ConditionNames): ConditionField[] {
  const own: ConditionField[] = [];
  const below: ConditionField[] = [];
  for (const [name, type] of Object.entries(scope.variables)) {
    const title = names.titleOf?.(name) ?? name;
    if (offered.has(type.type) && !isRelatedList(type)) own.push(fieldOf(name, title, type, names));
    for (const [member, memberType] of Object.entries(membersOf(type) ?? {})) {
      const path = `${name}.${member}`;
      if (!offered.has(memberType.type) || (type.type === 'reference' && member === 'id')) continue;
      below.push(
        fieldOf(path, names.titleOf?.(path) ?? `${title} › ${names.titleOf?.(member) ?? member}`, memberType, names),
      );
    }
  }
  return [...own, ...below];
}

/** The lists of records that refer to one of the form, where the scope lets them be counted. */
export function relatedFields(scope: Scope, names: ConditionNames): ConditionField[] {
  return Object.entries(scope.variables).flatMap(([path, type]) => {
    if (type.type !== 'list' || !isRelatedList(type)) return [];
    const inside = (member: string) => `${path}[].${member}`;
    const fields = conditionFields(
      { variables: membersOf(type.of) ?? {} },
      {
        titleOf: (member) => names.titleOf?.(inside(member)),
        optionsOf: (member) => names.optionsOf?.(inside(member)),
      },
    );
    const related = new Map(fields.filter((field) => field.path !== 'id').map((field) => [field.path, field]));
    return [{ path, title: names.titleOf?.(path) ?? path, type, related }];
  });
}

function isRelatedList(type: FeelType): boolean {
  return type.type === 'list' && type.related !== undefined;
}

function fieldOf(path: string, title: string, type: FeelType, names: ConditionNames): ConditionField {
  const options = names.optionsOf?.(path);
  return { path, title, type, ...(options === undefined ? {} : { options }) };
}
