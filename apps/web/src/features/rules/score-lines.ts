import type { ScoreTrace } from '@tangram/rules';
import type { LocalText } from '@tangram/schema';

/** The lines of a score that give points now, limits included. */
export function countedLines({ attributes, events, idle, limits }: ScoreTrace): readonly {
  readonly key: string;
  readonly title: LocalText;
  readonly points: number | string;
}[] {
  return [
    ...attributes.filter((line) => line.counted),
    ...events.filter((line) => line.points !== 0),
    ...idle.filter((line) => line.counted),
    ...limits,
  ];
}

/** `+20`, `-15`, `0`; a large number travels as text and stands as it is. */
export function signed(points: number | string): string {
  return Number(points) > 0 ? `+${points}` : String(points);
}
