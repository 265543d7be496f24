import { type FieldDefinition, type Problem, pointer } from '@tangram/schema';
import { formProblem } from '../errors.ts';

/** A lower limit above the upper one leaves no value to be typed. */
export function crossedLimits(field: FieldDefinition, lower: string, upper: string): Problem[] {
  const [low, high] = [field.settings?.[lower], field.settings?.[upper]];
  const isCrossed =
    (typeof low === 'number' && typeof high === 'number' && low > high) ||
    (typeof low === 'string' && typeof high === 'string' && low > high);
  return isCrossed ? [formProblem('FORM_SETTINGS_LIMITS', pointer(lower), { low, high })] : [];
}
