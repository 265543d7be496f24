import { compileShape, type Problem, type ShapeCheck } from '@tangram/schema';
import type { FieldType } from '../field-type.ts';

const checks = new WeakMap<FieldType, ShapeCheck>();

/** What is wrong with a field's settings by its type's own schema; paths begin at the settings. */
export function settingsProblems(type: FieldType, settings: unknown): Problem[] {
  let check = checks.get(type);
  if (check === undefined) {
    check = compileShape(type.settings);
    checks.set(type, check);
  }
  return check(settings);
}
