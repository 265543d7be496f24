import { accessOf, type Actor, type Catalog, type Clock } from '@tangram/records';
import { PlatformError, problemsOf, type ReportDefinition, type ReportQuery, refuseIfAny } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { checkAccess } from './compile/check-access.ts';
import { compileQuery, maxGroups } from './compile/compile-query.ts';
import { type Asker, isLimited } from './compile/join-tree.ts';
import { reportErrors } from './errors.ts';
import { planQuery } from './plan/plan-query.ts';
import type { QueryPlan } from './plan/query-plan.ts';
import type { QueryResult } from './result/query-result.ts';
import { type AnswerRow, readAnswer, resultColumns } from './result/read-answer.ts';

const problem = problemsOf(reportErrors);

/** The questions of people to their data. */
export interface Reports {
  /** Answers a query of the application, as the actor may see the data. Throws `PlatformError` with every problem. */
  query(actor: Actor, app: string, query: unknown): Promise<QueryResult>;
  /** A published report and its answer; REPORT_NOT_FOUND also for one that the actor's roles do not open. */
  report(actor: Actor, app: string, key: string): Promise<{ definition: ReportDefinition; result: QueryResult }>;
}

export interface ReportsParts {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  readonly clock: Clock;
  /** A query that takes longer is stopped and refused (REPORT_TOO_SLOW); 30 when missing. */
  readonly timeoutSeconds?: number;
}

export function createReports({ db, catalog, clock, timeoutSeconds = 30 }: ReportsParts): Reports {
  async function query(actor: Actor, app: string, text: unknown): Promise<QueryResult> {
    const asker: Asker = { actor, catalog: catalog(), now: clock.now() };
    const { plan, problems } = planQuery(text, { app, catalog: asker.catalog });
    refuseIfAny(problems, reportErrors);
    refuseIfAny(checkAccess(plan as QueryPlan, asker), reportErrors);
    return answer(plan as QueryPlan, asker);
  }

  async function answer(plan: QueryPlan, asker: Asker): Promise<QueryResult> {
    const compiled = compileQuery(plan, asker);
    const { rows, totals, groups } = readAnswer(plan, await run(compiled.sql));
    const restricted = compiled.forms.filter((form) => isLimited(form, asker)).map((form) => form.key);
    const overlapping = plan.dimensions.filter((dimension) => dimension.isList).map((dimension) => dimension.key);
    const isCut = plan.top === null && groups > maxGroups;
    return {
      columns: resultColumns(plan, (form) => accessOf(asker.actor, form, asker.catalog).may('read')),
      rows,
      ...(totals === undefined ? {} : { totals }),
      forms: [...new Set(compiled.forms.map((form) => `${form.app}/${form.key}`))],
      zone: asker.catalog.workspace.zone,
      notes: {
        ...(restricted.length === 0 ? {} : { restricted: [...new Set(restricted)] }),
        ...(isCut ? { truncated: { shown: maxGroups, of: groups } } : {}),
        ...(overlapping.length === 0 ? {} : { overlapping }),
        asOf: asker.now.toISOString(),
      },
    };
  }

  /** One statement reads one state of the data; read-only, so that no mistake here could ever write. */
  async function run(statement: ReturnType<typeof compileQuery>['sql']): Promise<AnswerRow[]> {
    try {
      return await db
        .transaction()
        .setAccessMode('read only')
        .execute(async (trx) => {
          // Memory enough to group a million rows without writing to the disk. PostgreSQL guesses as many months as there
          // are instants, and sorts them all unless it may plan for a large table of groups; it stays small in fact.
          await sql`select set_config('statement_timeout', ${String(timeoutSeconds * 1000)}, true), set_config('work_mem', '64MB', true), set_config('hash_mem_multiplier', '4', true)`.execute(
            trx,
          );
          return (await statement.execute(trx)).rows as AnswerRow[];
        });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      throw new PlatformError('limited', [problem('REPORT_TOO_SLOW', '', { seconds: timeoutSeconds })], {
        cause: error,
      });
    }
  }

  async function report(actor: Actor, app: string, key: string) {
    const definition = catalog().app(app)?.reports.get(key);
    if (definition === undefined || !mayOpen(actor, app, key, catalog())) {
      throw new PlatformError('not-found', [problem('REPORT_NOT_FOUND', '', { report: key })]);
    }
    return { definition, result: await query(actor, app, definition.query satisfies ReportQuery) };
  }

  return { query, report };
}

/**
 * Whether one of the actor's roles in the application opens the report or dashboard. Administrators open everything;
 * what is in it is held to the actor's rights all the same.
 */
export function mayOpen(actor: Actor, app: string, key: string, catalog: Catalog): boolean {
  if (actor.isAdministrator) return true;
  const roles = catalog.app(app)?.roles;
  return actor.roles.some((grant) => {
    const role = grant.app === app ? roles?.get(grant.role) : undefined;
    return role !== undefined && (role.dashboards === undefined || role.dashboards.includes(key));
  });
}

/** SQLSTATE 57014: the statement was cancelled, here by its timeout. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';
}
