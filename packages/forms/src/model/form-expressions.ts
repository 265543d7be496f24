import {
  compileExpression,
  type Environment,
  type Expression,
  type FeelType,
  type FeelValue,
  readExpression,
  type Scope,
  userType,
} from '@tangram/expression';
import type { FormCondition } from '@tangram/schema';
import type { FieldModel, FormModel } from './form-model.ts';

/** A FEEL text of a form, read and compiled once. */
export interface FormExpression {
  readonly expression: Expression;
  readonly evaluate: (environment: Environment) => FeelValue;
}

export interface FieldExpression extends FormExpression {
  readonly field: FieldModel;
}

export interface ConditionExpression extends FormExpression {
  readonly condition: FormCondition;
}

/**
 * Every expression of a form, compiled; texts that do not read are left out, for `checkForm` refuses them at publishing.
 * Kept per form version, since a model never changes.
 */
export interface FormExpressions {
  /** Formulas, each after those it reads. */
  readonly formulas: readonly FieldExpression[];
  readonly defaults: readonly FieldExpression[];
  readonly conditions: readonly ConditionExpression[];
  /** Names of the fields that any condition reads: a keystroke elsewhere costs nothing. */
  readonly conditionReads: ReadonlySet<string>;
}

const known = new WeakMap<FormModel, FormExpressions>();

export function formExpressions(form: FormModel): FormExpressions {
  let expressions = known.get(form);
  if (expressions === undefined) {
    expressions = readFormExpressions(form);
    known.set(form, expressions);
  }
  return expressions;
}

/** Variables that a default, formula or condition may use beside the fields. */
export const extraVariables: { readonly [name: string]: FeelType } = { user: userType };

function readFormExpressions(form: FormModel): FormExpressions {
  const withUser = form.scopeWith(extraVariables);
  const compiled = (text: string, scope: Scope): FormExpression | null => {
    const { expression } = readExpression(text, scope);
    return expression === null ? null : { expression, evaluate: compileExpression(expression) };
  };
  const own = [...form.fields.values()].filter((field) => !field.isSystem);
  const ofFields = (textOf: (field: FieldModel) => string | undefined, scope: Scope): FieldExpression[] =>
    own.flatMap((field) => {
      const text = textOf(field);
      const read = text === undefined ? null : compiled(text, scope);
      return read === null ? [] : [{ field, ...read }];
    });
  const conditions = (form.definition.form.conditions ?? []).flatMap((condition) => {
    const read = compiled(condition.when, withUser);
    return read === null ? [] : [{ condition, ...read }];
  });
  return {
    formulas: inReadingOrder(ofFields((field) => field.definition.formula, form.scope)),
    defaults: ofFields((field) => field.definition.default, withUser),
    conditions,
    conditionReads: new Set(conditions.flatMap(({ expression }) => expression.reads.flatMap(([name]) => name ?? []))),
  };
}

/** Depth first over what each formula reads; a circle (refused by `checkForm`) is cut where it closes. */
function inReadingOrder(formulas: readonly FieldExpression[]): FieldExpression[] {
  const byKey = new Map(formulas.map((formula) => [formula.field.key, formula]));
  const ordered = new Set<FieldExpression>();
  const visiting = new Set<FieldExpression>();
  const visit = (formula: FieldExpression) => {
    if (visiting.has(formula)) return;
    visiting.add(formula);
    for (const [name] of formula.expression.reads) {
      const read = name === undefined ? undefined : byKey.get(name);
      if (read !== undefined) visit(read);
    }
    ordered.add(formula);
  };
  for (const formula of formulas) visit(formula);
  return [...ordered];
}
