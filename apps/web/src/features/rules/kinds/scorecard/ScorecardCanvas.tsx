import { eventScope, ruleScope } from '@tangram/rules';
import { keyFrom, type ScoreAttribute, type Scorecard, type ScoreEvent } from '@tangram/schema';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../../app/i18n.ts';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../RuleCanvas.module.css';
import { eventWords, idleWords } from './line-words.ts';
import {
  addAttribute,
  addEvent,
  addIdle,
  changeAttribute,
  changeCard,
  replaceEvent,
  replaceIdle,
} from './scorecard-edits.ts';
import { ScoreBands } from './ScoreBands.tsx';
import { ScoreLine } from './ScoreLine.tsx';
import { ScoreProgress } from './ScoreProgress.tsx';
import { ScoreSection } from './ScoreSection.tsx';
import { useSentence } from './useSentence.ts';

/** A scorecard: points for what a record is, for what happened, for how long nothing did, and the bands they add up to. */
export function ScorecardCanvas() {
  const { designer, rule } = useDesigner();
  if (rule.type !== 'scorecard') return null;
  const { select } = designer.getState();
  return (
    // A click beside the cards looks at the rule itself again.
    // biome-ignore lint: the same is on Escape
    <div className={styles['desk']} onClick={(event) => event.target === event.currentTarget && select(null)}>
      <div className={styles['cards']}>
        <ScoreProgress />
        <Attributes rule={rule} />
        <Events rule={rule} />
        <Idle rule={rule} />
        <ScoreBands rule={rule} />
      </div>
    </div>
  );
}

function Attributes({ rule }: { rule: Scorecard }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, form } = useDesigner();
  const { edit, select } = designer.getState();
  const numbers = [...(form?.fields.values() ?? [])].filter(
    (field) => field.valueType === 'number' && !field.isSystem && !field.isComputed,
  );
  const add = () => {
    const title = { en: 'New line', zh: '新计分项' };
    edit(
      t('edits.add', { name: t('score.attribute') }),
      addAttribute({ key: newKey(rule), title, when: 'true', points: 10 }),
    );
    select({ type: 'part', part: 'attributes', index: rule.attributes.length });
  };
  return (
    <ScoreSection
      part="attributes"
      count={rule.attributes.length}
      title={t('score.attributes')}
      hint={t('score.attributesHint')}
      aside={
        <label>
          {t('score.writes')}
          <Select
            aria-label={t('score.writes')}
            style={{ minWidth: 180 }}
            {...(rule.field === '' ? {} : { value: rule.field })}
            options={numbers.map((field) => ({ value: field.key, label: text(field.definition.title) }))}
            onChange={(field: string) => edit(t('edits.settings'), changeCard({ field }))}
          />
        </label>
      }
      addText={t('score.add')}
      onAdd={add}
      foot={<span>{rangeWords()}</span>}
    >
      {rule.attributes.map((line, index) => (
        <AttributeLine key={line.key} line={line} index={index} />
      ))}
    </ScoreSection>
  );

  function rangeWords(): string {
    const { most, least } = rangeOf(rule);
    return t('score.most', { most: most ?? '∞', least: least ?? '−∞' });
  }
}

function AttributeLine({ line, index }: { line: ScoreAttribute; index: number }) {
  const { t } = useTranslation('rules');
  const { designer, form } = useDesigner();
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const words = useSentence(line.when, scope);
  return (
    <ScoreLine
      part="attributes"
      index={index}
      title={line.title}
      words={words}
      points={line.points}
      onPoints={(points) =>
        designer.getState().edit(t('edits.settings'), changeAttribute(index, { points }), `points ${index}`)
      }
    />
  );
}

function Events({ rule }: { rule: Scorecard }) {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { edit, select } = designer.getState();
  const lines = rule.events ?? [];
  const add = () => {
    const title = { en: 'New event', zh: '新行为' };
    edit(
      t('edits.add', { name: t('score.eventLine') }),
      addEvent({ key: newKey(rule), title, event: '', points: 5, counts: 'once' }),
    );
    select({ type: 'part', part: 'events', index: lines.length });
  };
  return (
    <ScoreSection
      part="events"
      count={lines.length}
      title={t('score.events')}
      hint={t('score.eventsHint')}
      addText={t('score.addEvent')}
      onAdd={add}
    >
      {lines.map((line, index) => (
        <EventLine key={line.key} line={line} index={index} />
      ))}
    </ScoreSection>
  );
}

function EventLine({ line, index }: { line: ScoreEvent; index: number }) {
  const { t } = useTranslation('rules');
  const { designer, form } = useDesigner();
  const { data, when = '' } = line;
  const scope = useMemo(
    () => (form === undefined ? undefined : eventScope(form, data === undefined ? {} : { data })),
    [form, data],
  );
  const sentence = useSentence(when, scope);
  return (
    <ScoreLine
      part="events"
      index={index}
      title={line.title}
      words={eventWords(t, line, sentence)}
      points={line.points}
      onPoints={(points) =>
        designer.getState().edit(t('edits.settings'), replaceEvent(index, { ...line, points }), `event points ${index}`)
      }
    />
  );
}

function Idle({ rule }: { rule: Scorecard }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const { designer, form } = useDesigner();
  const { edit, select } = designer.getState();
  const lines = rule.idle ?? [];
  const add = () => {
    const title = { en: 'No contact for 30 days', zh: '超过30天无互动' };
    const events = [...new Set((rule.events ?? []).map(({ event }) => event).filter((name) => name !== ''))];
    edit(
      t('edits.add', { name: t('score.idleLine') }),
      addIdle({ key: newKey(rule), title, days: 30, points: -15, ...(events.length === 0 ? {} : { events }) }),
    );
    select({ type: 'part', part: 'idle', index: lines.length });
  };
  return (
    <ScoreSection
      part="idle"
      count={lines.length}
      title={t('score.idle')}
      hint={t('score.idleHint')}
      addText={t('score.addIdle')}
      onAdd={add}
    >
      {lines.map((line, index) => (
        <ScoreLine
          key={line.key}
          part="idle"
          index={index}
          title={line.title}
          words={idleWords(t, line, form, language)}
          points={line.points}
          onPoints={(points) =>
            edit(t('edits.settings'), replaceIdle(index, { ...line, points }), `idle points ${index}`)
          }
        />
      ))}
    </ScoreSection>
  );
}

/** A key that no line of the card has. */
function newKey({ attributes, events = [], idle = [], groups = [] }: Scorecard): string {
  return keyFrom('line', new Set([...attributes, ...events, ...idle, ...groups].map(({ key }) => key)), 'line');
}

/** The most and the least points the card can give; null where there is no end. Formulas may give anything. */
export function rangeOf({ attributes, events = [], idle = [], range = {} }: Scorecard): {
  most: number | null;
  least: number | null;
} {
  const plain = [
    ...attributes.map(({ points }) =>
      typeof points === 'number' ? { up: points, down: points } : { up: Infinity, down: -Infinity },
    ),
    ...events.map(({ points, counts, cap }) => {
      const end = cap ?? (counts === 'once' ? Math.abs(points) : Infinity);
      return points < 0 ? { up: 0, down: -end } : { up: end, down: 0 };
    }),
    ...idle.map(({ points }) => ({ up: points, down: points })),
  ];
  const sum = (numbers: readonly number[]) => Number(numbers.reduce((total, one) => total + one, 0).toFixed(10));
  const most = Math.min(sum(plain.map(({ up }) => Math.max(up, 0))), range.max ?? Infinity);
  const least = Math.max(sum(plain.map(({ down }) => Math.min(down, 0))), range.min ?? -Infinity);
  return { most: Number.isFinite(most) ? most : null, least: Number.isFinite(least) ? least : null };
}
