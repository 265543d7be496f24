import { type Kysely, sql } from 'kysely';
import type { Member, TurnPlace, Turns } from '../surroundings.ts';
import { dealByWeight } from './weighted-turns.ts';
import type { RuleTables } from '../tables.ts';

/**
 * Turns kept in `tangram.rule_turn`, within the transaction of the write. The first statement locks the row of this
 * rule and group, so a second writer waits for the first one's commit or rollback and goes on from there: nobody is
 * passed over or served twice, also across restarts. A batch takes its whole block of turns with the same two statements.
 */
export function storedTurns(trx: Kysely<unknown>): Turns {
  const db = trx.withTables<RuleTables>();
  return {
    async take({ app, rule, group }, members, count) {
      const last = await lockTurn(db, { app, rule, group });
      const order = turnOrder(
        members,
        last.last_person === null ? null : { position: last.last_position, id: last.last_person },
      );
      const chosen = dealTurns(order, count);
      const latest = chosen.at(-1);
      if (latest === undefined) return [];
      await db
        .updateTable('tangram.rule_turn')
        .set({ last_position: latest.position, last_person: latest.id, given: sql`given + ${chosen.length}` })
        .where('app', '=', app)
        .where('rule', '=', rule)
        .where('people_group', '=', group)
        .execute();
      return chosen;
    },
    async hold(place) {
      await lockTurn(db, place);
    },
    async weigh({ app, rule, group }, people, count) {
      const { balance } = await lockTurn(db, { app, rule, group });
      const dealt = dealByWeight(people, balance ?? {}, count);
      await db
        .updateTable('tangram.rule_turn')
        .set({ balance: JSON.stringify(dealt.balance), given: sql`given + ${dealt.chosen.length}` })
        .where('app', '=', app)
        .where('rule', '=', rule)
        .where('people_group', '=', group)
        .execute();
      return dealt.chosen;
    },
  };
}

/** The row of the place, made where it is missing, and locked until the transaction ends. */
function lockTurn(db: Kysely<RuleTables>, { app, rule, group }: TurnPlace) {
  return db
    .insertInto('tangram.rule_turn')
    .values({ app, rule, people_group: group })
    .onConflict((conflict) =>
      conflict.columns(['app', 'rule', 'people_group']).doUpdateSet({ given: sql`tangram.rule_turn.given` }),
    )
    .returning(['last_position', 'last_person', 'balance'])
    .executeTakeFirstOrThrow();
}

/** For a trial: says whose turn it would be, and takes none. Turns within one trial still go round. */
export function trialTurns(trx: Kysely<unknown>): Turns {
  const db = trx.withTables<RuleTables>();
  const latest = new Map<string, { position: number | null; id: string }>();
  const balances = new Map<string, { readonly [person: string]: number }>();
  return {
    async take(place: TurnPlace, members, count) {
      const key = JSON.stringify([place.app, place.rule, place.group]);
      if (!latest.has(key)) {
        const last = await db
          .selectFrom('tangram.rule_turn')
          .select(['last_position', 'last_person'])
          .where('app', '=', place.app)
          .where('rule', '=', place.rule)
          .where('people_group', '=', place.group)
          .executeTakeFirst();
        if (last?.last_person != null) latest.set(key, { position: last.last_position, id: last.last_person });
      }
      const chosen = dealTurns(turnOrder(members, latest.get(key) ?? null), count);
      const end = chosen.at(-1);
      if (end !== undefined) latest.set(key, { position: end.position, id: end.id });
      return chosen;
    },
    hold: async () => {},
    async weigh(place, people, count) {
      const key = JSON.stringify([place.app, place.rule, place.group]);
      const last = balances.has(key)
        ? balances.get(key)
        : (
            await db
              .selectFrom('tangram.rule_turn')
              .select('balance')
              .where('app', '=', place.app)
              .where('rule', '=', place.rule)
              .where('people_group', '=', place.group)
              .executeTakeFirst()
          )?.balance;
      const dealt = dealByWeight(people, last ?? {}, count);
      balances.set(key, dealt.balance);
      return dealt.chosen;
    },
  };
}

/**
 * The members who are present, beginning with the one after `last`. The last one is found by his place, not by a running
 * number, so the turn goes on rightly when members join, leave, move or are absent.
 */
export function turnOrder(
  members: readonly Member[],
  last: { readonly position: number | null; readonly id: string } | null,
): Member[] {
  const present = members.filter((member) => member.isPresent).toSorted(byPlace);
  if (last === null) return present;
  // He may have been moved since: where he stands now counts, where he stood only when he has left.
  const position = members.find((member) => member.id === last.id)?.position ?? last.position ?? 0;
  const place = { position, id: last.id };
  const next = present.findIndex((member) => byPlace(member, place) > 0);
  return next <= 0 ? present : [...present.slice(next), ...present.slice(0, next)];
}

function dealTurns(order: readonly Member[], count: number): Member[] {
  if (order.length === 0) return [];
  return Array.from({ length: count }, (_, turn) => order[turn % order.length] as Member);
}

function byPlace(a: Pick<Member, 'position' | 'id'>, b: Pick<Member, 'position' | 'id'>): number {
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
