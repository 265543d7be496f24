import type { JsonValue } from './value-type.ts';

/** `/forms/lead/a~1b`: the JSON Pointer (RFC 6901) of these steps. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pointerSteps(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at `path`, or undefined where nothing stands. Own properties only. */
export function valueAt(document: JsonValue, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const step of pointerSteps(path)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.hasOwn(value, step) ? (value as { [key: string]: JsonValue })[step] : undefined;
  }
  return value;
}
