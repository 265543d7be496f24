import { type Expression, type FeelType, readExpression, type Scope, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { Catalog } from '@tangram/records';
import {
  didYouMean,
  type Dimension,
  type Measure,
  nearest,
  pointer,
  type Problem,
  problemsOf,
  shapeCheck,
  type ReportQuery,
  type Sentence,
  textIn,
  type ValueType,
} from '@tangram/schema';
import { querySchema } from '../definition/report-schema.ts';
import { reportErrors } from '../errors.ts';
import { aggregateType, needsOf, valueTypeOfFeel } from './aggregate-type.ts';
import { choicesOf, formatOf } from './field-traits.ts';
import { columnTitle } from './column-title.ts';
import type { PlannedCalculation, PlannedDimension, PlannedMeasure, PlannedSort, QueryPlan } from './query-plan.ts';
import { resolvePath, targetOf, titleOfPath, valueTypeOf } from './resolve-path.ts';

const problem = problemsOf(reportErrors);
const checkShape = shapeCheck(querySchema);

/** Which application asks, and the forms there are; a `KindContext` of the definition store is one. */
export interface QueryContext {
  readonly app: string;
  readonly catalog: Pick<Catalog, 'form'>;
}

/**
 * Resolves every name of a query and types every expression. Returns all problems at once, each with the JSON Pointer
 * into the query; the plan is null when there is any.
 */
export function planQuery(query: unknown, context: QueryContext): { plan: QueryPlan | null; problems: Problem[] } {
  const shape = checkShape(query);
  if (shape.length > 0) return { plan: null, problems: shape };
  return new Planner(query as ReportQuery, context).plan();
}

/** Every mistake in a query. */
export function checkQuery(query: unknown, context: QueryContext): Problem[] {
  return planQuery(query, context).problems;
}

/** The form that `deal` or `app/deal` means to this application. */
export function formOf(name: string, context: QueryContext): FormModel | undefined {
  const slash = name.indexOf('/');
  return slash < 0
    ? context.catalog.form(context.app, name)
    : context.catalog.form(name.slice(0, slash), name.slice(slash + 1));
}

/** Collects the problems of one query while its parts are resolved. */
class Planner {
  readonly #query: ReportQuery;
  readonly #context: QueryContext;
  readonly #problems: Problem[] = [];
  readonly #taken = new Set<string>();

  constructor(query: ReportQuery, context: QueryContext) {
    this.#query = query;
    this.#context = context;
  }

  plan(): { plan: QueryPlan | null; problems: Problem[] } {
    const query = this.#query;
    const form = formOf(query.form, this.#context);
    if (form === undefined) {
      return { plan: null, problems: [problem('REPORT_FORM_UNKNOWN', '/form', { form: query.form })] };
    }
    const dimensions = (query.dimensions ?? []).map((dimension, at) =>
      this.#dimension(dimension, form, pointer('dimensions', at)),
    );
    const record = form.scopeWithLists({ user: userType });
    const filter = this.#condition(query.filter, record, '/filter');
    const measures = query.measures.map((measure, at) => this.#measure(measure, form, record, pointer('measures', at)));
    const values: { [name: string]: FeelType } = {};
    for (const measure of measures) if (measure !== null) values[measure.key] = measure.feelType;
    const calculations = this.#calculations(values);
    const having = this.#condition(query.having, { variables: values }, '/having');
    const sort = this.#sort();
    if (this.#problems.length > 0) return { plan: null, problems: this.#problems };
    return {
      problems: [],
      plan: {
        form,
        // Nothing is null where there is no problem.
        dimensions: dimensions as PlannedDimension[],
        measures: measures as PlannedMeasure[],
        calculations,
        filter,
        having,
        sort,
        top: query.top === undefined ? null : { count: query.top.count, others: query.top.others === true },
        totals: query.totals === true,
      },
    };
  }

  #dimension(dimension: Dimension, form: FormModel, at: string): PlannedDimension | null {
    this.#take(dimension.key, at);
    const resolved = resolvePath(form, dimension.field, `${at}/field`);
    if ('problem' in resolved) return this.#refuse(resolved.problem);
    const { path } = resolved;
    const title = columnTitle(dimension, titleOfPath(path));
    const name = textIn(title, 'en');
    const declared = valueTypeOf(path.field);
    const element = declared === 'list' ? elementOf(path.field) : declared;
    if (!isGroupable(element) || (declared === 'reference' && targetOf(path.field) === undefined)) {
      return this.#refuse(problem('REPORT_FIELD_NOT_GROUPABLE', `${at}/field`, { field: name }));
    }
    const { grain } = dimension;
    if (grain !== undefined && element !== 'date' && element !== 'date-time') {
      return this.#refuse(problem('REPORT_GRAIN_TYPE', `${at}/grain`, { field: name, grain }));
    }
    if (grain === 'hour' && element === 'date') {
      return this.#refuse(problem('REPORT_GRAIN_HOUR', `${at}/grain`, { field: name }));
    }
    return {
      key: dimension.key,
      title,
      path,
      // A bucket of a day or more is named by its first day.
      valueType: grain !== undefined && grain !== 'hour' ? 'date' : element,
      grain: grain ?? null,
      options: choicesOf(path.field),
      format: element === 'number' ? formatOf(path.field) : null,
      isList: declared === 'list',
    };
  }

  #measure(measure: Measure, form: FormModel, record: Scope, at: string): PlannedMeasure | null {
    this.#take(measure.key, at);
    const before = this.#problems.length;
    const needs = needsOf(measure.aggregate);
    const name = measure.title === undefined ? measure.key : textIn(measure.title, 'en');
    let of: Expression | null = null;
    if (needs === 'nothing') {
      if (measure.of !== undefined) this.#refuse(problem('REPORT_OF_SUPERFLUOUS', `${at}/of`, { measure: name }));
    } else if (measure.of === undefined) {
      this.#refuse(problem('REPORT_OF_MISSING', at, { measure: name, aggregate: measure.aggregate }));
    } else {
      of = this.#expression(measure.of, record, `${at}/of`);
    }
    const filter = this.#condition(measure.filter, record, `${at}/filter`);
    const given = aggregateType(measure.aggregate, of?.type ?? null);
    if (given.type === null) {
      this.#refuse(
        problem(
          'REPORT_AGGREGATE_TYPE',
          `${at}/of`,
          { aggregate: measure.aggregate, type: given.refused ?? '' },
          hintFor(measure),
        ),
      );
    }
    if (this.#problems.length > before || given.type === null) return null;
    const valueType = valueTypeOfFeel(given.type);
    const source = measure.of === undefined ? null : resolvePath(form, measure.of, '');
    const path = source !== null && 'path' in source ? source.path : null;
    const inherited = path === null || measure.aggregate === 'count-distinct' ? null : formatOf(path.field);
    const format = valueType === 'number' ? (measure.format ?? inherited) : null;
    const title = path === null ? columnTitle(measure) : columnTitle(measure, titleOfPath(path));
    return {
      key: measure.key,
      title,
      aggregate: measure.aggregate,
      of,
      filter,
      feelType: given.type,
      valueType,
      format,
    };
  }

  /** A calculation may read every measure and the calculations before it, which also keeps them free of circles. */
  #calculations(values: { [name: string]: FeelType }): PlannedCalculation[] {
    const planned: PlannedCalculation[] = [];
    for (const [index, calculation] of (this.#query.calculations ?? []).entries()) {
      const at = pointer('calculations', index);
      this.#take(calculation.key, at);
      const expression = this.#expression(calculation.expression, { variables: values }, `${at}/expression`);
      if (expression === null) continue;
      const valueType = valueTypeOfFeel(expression.type);
      values[calculation.key] = expression.type;
      const title = calculation.title ?? calculation.key;
      const format = valueType === 'number' ? (calculation.format ?? null) : null;
      planned.push({ key: calculation.key, title, expression, valueType, format });
    }
    return planned;
  }

  #sort(): PlannedSort[] {
    return (this.#query.sort ?? []).map(({ by, direction }, index) => {
      if (!this.#taken.has(by)) {
        const near = nearest(by, this.#taken);
        const hint = didYouMean(near);
        this.#refuse(problem('REPORT_SORT_UNKNOWN', pointer('sort', index, 'by'), { key: by }, hint));
      }
      return { by, descending: direction === 'descending' };
    });
  }

  #condition(text: string | undefined, scope: Scope, at: string): Expression | null {
    return text === undefined ? null : this.#expression(text, scope, at, { type: 'boolean' });
  }

  #expression(text: string, scope: Scope, at: string, expects?: FeelType): Expression | null {
    const { expression, problems } = readExpression(text, scope, {
      path: at,
      ...(expects === undefined ? {} : { expects }),
    });
    this.#problems.push(...problems);
    if (expression === null || problems.length > 0) return null;
    if (!expression.inSql.ok) {
      return this.#refuse(problem('REPORT_NOT_IN_SQL', at, { reason: expression.inSql.problem.message }));
    }
    return expression;
  }

  #take(key: string, at: string): void {
    if (this.#taken.has(key)) this.#refuse(problem('REPORT_KEY_TAKEN', `${at}/key`, { key }));
    this.#taken.add(key);
  }

  #refuse(found: Problem): null {
    this.#problems.push(found);
    return null;
  }
}

/** What the values of a list are; json (not groupable) where the field does not say. */
function elementOf(field: PlannedDimension['path']['field']): ValueType {
  if (field.type === 'person' || field.field.feelType.type !== 'list') return 'json';
  return valueTypeOfFeel(field.field.feelType.of);
}

function isGroupable(valueType: ValueType): boolean {
  return valueType !== 'json' && valueType !== 'list' && valueType !== 'duration';
}

function hintFor(measure: Measure): Sentence | undefined {
  return measure.aggregate === 'sum' || measure.aggregate === 'average'
    ? { en: 'To count different values, use count-distinct.', zh: '如需统计不同的值，请使用“去重计数”。' }
    : undefined;
}
