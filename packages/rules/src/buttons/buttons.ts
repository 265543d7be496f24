import type { FormModel } from '@tangram/forms';
import { accessOf, type Actor, type Catalog, type RecordAddress, type Records, recordErrors } from '@tangram/records';
import { didYouMean, type LocalText, nearest, PlatformError, refuseIfAny } from '@tangram/schema';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { rulesErrors, ruleProblem } from '../errors.ts';
import { ownOccasion } from '../run/own-occasion.ts';
import { dayIn, isEffective } from '../run/effective.ts';
import { firedOn } from '../run/fired-on.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import type { Moment } from '../kinds/rule-kind.ts';

/** A button of a rule, as the page of a record shows it. */
export interface RuleButton {
  readonly rule: string;
  readonly title: LocalText;
  /** Asked before the rule runs; null: nothing. */
  readonly confirm: LocalText | null;
}

export function buttonsOf(
  catalog: Catalog,
  actor: Actor,
  { app, form: key }: { readonly app: string; readonly form: string },
  now: Date,
): RuleButton[] {
  const form = catalog.form(app, key);
  if (form === undefined || !accessOf(actor, form, catalog).may('update')) return [];
  return rulesWithButtons(catalog, form, now)
    .filter(({ button }) => mayPress(actor, app, button))
    .map(({ rule, button: { title, confirm } }) => ({ rule: rule.key, title, confirm }));
}

/**
 * Takes the record to the rule of the button, as the person who pressed it: refused where he may not change it, or where the
 * button is for other roles than his.
 * `ran` is false where the rule's condition did not hold.
 */
export async function pressButton(
  { catalog, records, now }: { readonly catalog: Catalog; readonly records: Records; readonly now: Date },
  actor: Actor,
  { app, form: key, id, rule: asked }: RecordAddress & { readonly rule: string },
): Promise<{ readonly ran: boolean }> {
  const form = catalog.form(app, key);
  const buttons = form === undefined ? [] : rulesWithButtons(catalog, form, now);
  const rules = buttons.map(({ rule }) => rule.key);
  const found = buttons.find(({ rule }) => rule.key === asked);
  if (found === undefined) {
    const near = didYouMean(nearest(asked, rules));
    const params = { rule: asked, form: form?.definition.form.title ?? key };
    throw new PlatformError(rulesErrors.RULE_BUTTON_UNKNOWN.kind, [
      ruleProblem('RULE_BUTTON_UNKNOWN', '', params, near),
    ]);
  }
  const { button } = found;
  if (!mayPress(actor, app, button)) {
    throw new PlatformError(rulesErrors.RULE_BUTTON_NOT_YOURS.kind, [
      ruleProblem('RULE_BUTTON_NOT_YOURS', '', { title: button.title }),
    ]);
  }
  const occasion = ownOccasion('~button', asked);
  const [outcome] = await records.occur(actor, { app, form: key, ids: [id], occasion });
  if (outcome?.saved === false) refuseIfAny(outcome.problems, recordErrors);
  return { ran: firedOn(occasion).get(asked)?.has(id.toLowerCase()) === true };
}

function mayPress(actor: Actor, app: string, { roles }: NonNullable<Moment['button']>): boolean {
  if (roles === null || actor.isAdministrator) return true;
  return actor.roles.some((held) => held.app === app && roles.includes(held.role));
}

function rulesWithButtons(catalog: Catalog, form: FormModel, now: Date) {
  const today = dayIn(now, catalog.workspace.zone);
  return ruleSetOf(catalog, form).rules.flatMap((rule: CompiledRule) => {
    const { button } = rule.moment;
    return button === undefined || !isEffective(rule.definition, today) ? [] : [{ rule, button }];
  });
}
