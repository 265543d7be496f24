import type { FeelType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonSchema, LocalText, Problem, RuleMoment } from '@tangram/schema';
import type { RulePart } from '../../../check/rule-part.ts';
import type { RuleContext } from '../../../compile/rule-context.ts';
import type { Moment } from '../../rule-kind.ts';
import type { MomentNames } from './moment-names.ts';

/**
 * One kind of moment at which an event rule looks at a record. A new kind is a file with such an object, one line in
 * `moments/index.ts` and its type in `@tangram/schema`; the check, the run, the designer and its settings read
 * everything from here.
 */
export interface MomentType<Definition extends RuleMoment = RuleMoment> {
  readonly type: Definition['type'];
  /** As the choice in the designer says it, with `{form}` for the rule's form: `A {form} is created`. */
  readonly title: LocalText;
  /** JSON Schema of what it says besides its type; the panel is drawn from it. */
  readonly settings: {
    readonly required?: readonly string[];
    readonly properties: { readonly [name: string]: JsonSchema };
  };
  /** A moment that was just chosen; it may still be unfinished. */
  initial(form: FormModel): Definition;
  /** What is wrong with settings of the right shape; paths from the document's root. */
  check(when: Definition, part: RulePart): Problem[];
  /** As one says it: `Nothing new in Follow-ups for 5 days`. */
  sentence(when: Definition, names: MomentNames): string;
  /** The other form that it speaks of: the designer offers that one's fields. */
  otherForm?(when: Definition, form: FormModel): FormModel | undefined;
  /** The record is no longer there when the rule runs. */
  readonly isRecordGone?: boolean;
  /** The names of the received events that it waits for; missing: none. */
  events?(when: Definition): readonly string[];
  /** What conditions and actions may speak of besides the record. */
  readonly variables?: { readonly [name: string]: FeelType };
  compile(when: Definition, context: RuleContext, problems: Problem[]): Moment;
}
