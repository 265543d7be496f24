import type { NextBand, ScoreTrace } from '@tangram/rules';
import type { LocalText } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Why.module.css';
import { signed } from './score-lines.ts';

/** A score line by line: what counts and what does not, from which events, and the least that would reach the next band. */
export function ScorePoints({ score }: { score: ScoreTrace }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { attributes, events, idle, limits, after, nextBand } = score;
  return (
    <>
      <table className={styles['pointsTable']}>
        <caption>{t('why.points')}</caption>
        <tbody>
          {attributes.map(({ key, title, points, counted }) => (
            <Line key={key} title={title} points={points} counted={counted} />
          ))}
          {events.map(({ key, title, points, count, last }) => (
            <Line
              key={key}
              title={title}
              points={points}
              counted={points !== 0}
              note={last === null ? t('why.notYet') : t('why.happened', { count, last: format.dateTime(last) })}
            />
          ))}
          {idle.map(({ key, title, points, counted, from }) => (
            <Line
              key={key}
              title={title}
              points={points}
              counted={counted}
              note={from === null ? '' : t(counted ? 'why.idleSince' : 'why.idleFrom', { at: format.dateTime(from) })}
            />
          ))}
          {limits.map(({ key, title, points }) => (
            <Line key={`limit ${key}`} title={title} points={points} counted />
          ))}
          <tr>
            <th scope="row">{t('why.total')}</th>
            <td>{String(after)}</td>
          </tr>
        </tbody>
      </table>
      {nextBand != null && <Next band={nextBand} />}
    </>
  );
}

function Line({
  title,
  points,
  counted,
  note = '',
}: {
  readonly title: LocalText;
  readonly points: number | string;
  readonly counted: boolean;
  readonly note?: string;
}) {
  const text = useText();
  return (
    <tr data-counted={counted}>
      <td>
        {text(title)}
        {note !== '' && <small>{note}</small>}
      </td>
      <td data-sign={Number(points) < 0 ? 'minus' : 'plus'}>{signed(points)}</td>
    </tr>
  );
}

function Next({ band }: { band: NextBand }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const said = { short: String(band.short), band: text(band.title) };
  if (band.steps === null) return <p className={styles['quiet']}>{t('why.next', said)}</p>;
  const steps = band.steps.map(({ title, points }) => `${text(title)} (${signed(points)})`).join(t('why.and'));
  return <p className={styles['quiet']}>{t('why.nextSteps', { ...said, steps })}</p>;
}
