import type { Catalog } from '../catalog.ts';

/**
 * Statements kept for each state of the definitions, so that a request costs a look-up instead of the building of SQL.
 * The key must hold everything that the text depends on: form, roles and the shape of the question, never its values.
 */
export class PlanCache {
  readonly #plans = new WeakMap<Catalog, Map<string, { readonly mayBeKept: boolean }>>();

  get<Plan extends { readonly mayBeKept: boolean }>(catalog: Catalog, key: string, make: () => Plan): Plan {
    let plans = this.#plans.get(catalog);
    if (plans === undefined) this.#plans.set(catalog, (plans = new Map()));
    const known = plans.get(key);
    if (known !== undefined) return known as Plan;
    const plan = make();
    if (!plan.mayBeKept) return plan;
    if (plans.size >= mostPlans) plans.delete(plans.keys().next().value as string);
    plans.set(key, plan);
    return plan;
  }
}

/** Filters are typed by people, so shapes are without end: the oldest makes room. A plan weighs a few kB. */
const mostPlans = 2000;
