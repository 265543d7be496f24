import { type JsonValue, type Language, localizeProblem, type Problem, schemaErrors } from '@tangram/schema';
import type { SettingSchema } from './settings-schema.ts';

interface Place {
  readonly setting: SettingSchema;
  readonly value: JsonValue | undefined;
  /** What people call the setting. */
  readonly title: string;
  readonly language: Language;
  /** What is said of a setting that is only not filled in yet. */
  readonly fillIn: string;
}

/** What a problem says at its setting: a schema's sentence with the setting's title instead of its key. */
export function settingProblem(problem: Problem, { setting, value, title, language, fillIn }: Place): string {
  const isOfShape = Object.hasOwn(schemaErrors, problem.code);
  if (isBlank(value) && (setting.isRequired || isOfShape)) return fillIn;
  const { message, hint } = isOfShape
    ? localizeProblem({ ...problem, params: { ...problem.params, name: title } }, schemaErrors, language)
    : problem;
  return hint === undefined ? message : `${message} ${hint}`;
}

function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.values(value).every(isBlank);
}
