import type { Explanation } from '@tangram/expression';
import type { JsonValue } from '@tangram/schema';

/** One part of a condition and what it came to. */
export interface DecisivePart {
  /** FEEL. */
  readonly text: string;
  /** Null: it reads a blank, so nothing is certain. */
  readonly holds: boolean | null;
  readonly isDecisive: boolean;
  /** The values it read, by their text. */
  readonly values: readonly { readonly text: string; readonly value: JsonValue }[];
}

/** The parts that decide a condition: those that "and" and "or" join, however deep, each with the values it looked at. */
export function decisiveParts(explanation: Explanation): readonly DecisivePart[] {
  const inner = explanation.parts.filter(isCondition);
  // What "and" and "or" join says it all; a negation turns its part around, so it stays whole.
  if (inner.length > 1 && inner.length === explanation.parts.length) return inner.flatMap(decisiveParts);
  return [
    {
      text: explanation.text,
      holds: explanation.outcome === 'true' ? true : explanation.outcome === 'false' ? false : null,
      isDecisive: explanation.isDecisive,
      values: valuesOf(explanation),
    },
  ];
}

/** A field that is yes or no is a value that was looked at. */
function isCondition(part: Explanation): boolean {
  return part.outcome !== 'value' && part.parts.length > 0;
}

function valuesOf({ parts }: Explanation): DecisivePart['values'] {
  return parts.flatMap((part) => (part.parts.length === 0 ? [{ text: part.text, value: part.value }] : valuesOf(part)));
}
