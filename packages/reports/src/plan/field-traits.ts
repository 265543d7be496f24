import type { JsonValue, LocalText, NumberFormat } from '@tangram/schema';
import type { ResultOption } from '../result/query-result.ts';
import type { PathField } from './query-plan.ts';

/** The choices of a field that has a fixed list of them, in their order; null for every other field. */
export function choicesOf(field: PathField): readonly ResultOption[] | null {
  const options = settingOf(field, 'options');
  if (!Array.isArray(options)) return null;
  return options.filter(isOption).map(({ value, title, color }) => ({
    value,
    title: title ?? value,
    ...(color === undefined ? {} : { color }),
  }));
}

/** How the field's numbers are written: its currency and digits, where its settings name them. */
export function formatOf(field: PathField): NumberFormat | null {
  const currency = settingOf(field, 'currency');
  const digits = settingOf(field, 'digits');
  const places = typeof digits === 'number' ? { digits } : {};
  if (typeof currency === 'string') return { style: 'money', currency, ...places };
  return null;
}

function settingOf(field: PathField, name: string): JsonValue | undefined {
  return field.type === 'person' ? undefined : field.field.definition.settings?.[name];
}

function isOption(value: unknown): value is { value: string; title?: LocalText; color?: string } {
  return typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string';
}
