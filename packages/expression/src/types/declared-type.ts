import type { FeelValue } from '../values/feel-value.ts';
import type { FeelType } from './feel-type.ts';

/** A type as a document declares it for a name, a parameter or a result: its values may be restricted further. */
export interface DeclaredType {
  readonly feel: FeelType;
  /** Asked for values of the type, never for blank; every one is allowed when missing. */
  readonly allows?: (value: FeelValue) => boolean;
}
