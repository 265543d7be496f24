import { DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { booleanType, printExpression, readExpression } from '@tangram/expression';
import { ruleScope } from '@tangram/rules';
import { keyFrom, type ScoreAttribute, type Scorecard } from '@tangram/schema';
import { Button, InputNumber, Select, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useLanguage, useText } from '../../../../app/i18n.ts';
import { formNames, sentenceOptions } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';
import type { DragData } from '../../RuleDragging.tsx';
import styles from '../../Rules.module.css';
import { removePart } from '../../rule-edits.ts';
import { addAttribute, changeAttribute, setScoreField } from './scorecard-edits.ts';
import { ScoreBands } from './ScoreBands.tsx';

/** A scorecard as a list of points and the bands they add up to. */
export function ScorecardCanvas() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form } = useDesigner();
  if (rule.type !== 'scorecard') return null;
  const { edit, select } = designer.getState();
  const numbers = [...(form?.fields.values() ?? [])].filter(
    (field) => field.valueType === 'number' && !field.isSystem && !field.isComputed,
  );
  const add = () => {
    const title = { en: 'New line', zh: '新计分项' };
    const key = keyFrom('line', new Set(rule.attributes.map((attribute) => attribute.key)), 'line');
    edit(t('edits.add', { name: t('score.attribute') }), addAttribute({ key, title, when: 'true', points: 10 }));
    select({ type: 'part', part: 'attributes', index: rule.attributes.length });
  };
  return (
    // A click beside the cards looks at the rule itself again.
    // biome-ignore lint: the same is on Escape
    <div className={styles['desk']} onClick={(event) => event.target === event.currentTarget && select(null)}>
      <div className={styles['cards']}>
        <section className={styles['sheet']}>
          <header>
            <h2>{t('score.attributes')}</h2>
            <span>{t('score.attributesHint')}</span>
            <label>
              {t('score.writes')}
              <Select
                aria-label={t('score.writes')}
                style={{ minWidth: 180 }}
                {...(rule.field === '' ? {} : { value: rule.field })}
                options={numbers.map((field) => ({ value: field.key, label: text(field.definition.title) }))}
                onChange={(field: string) => edit(t('edits.settings'), setScoreField(field))}
              />
            </label>
          </header>
          <SortableContext
            items={rule.attributes.map((_, index) => `attributes:${index}`)}
            strategy={verticalListSortingStrategy}
          >
            <ol className={styles['attributes']}>
              {rule.attributes.map((attribute, index) => (
                <AttributeLine key={attribute.key} attribute={attribute} index={index} />
              ))}
            </ol>
          </SortableContext>
          <footer>
            <Button type="text" icon={<PlusOutlined />} onClick={add}>
              {t('score.add')}
            </Button>
            <span>{t('score.most', rangeOf(rule))}</span>
          </footer>
        </section>
        <ScoreBands rule={rule} />
      </div>
    </div>
  );
}

function AttributeLine({ attribute, index }: { attribute: ScoreAttribute; index: number }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, problems } = useDesigner();
  const data: DragData = { type: 'part', part: 'attributes', index };
  const { setNodeRef, listeners, attributes, transform, transition } = useSortable({ id: `attributes:${index}`, data });
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === 'attributes' && selection.index === index,
  );
  const hasProblem = problems.some((problem) => problem.path.startsWith(`/attributes/${index}/`));
  const { edit, select } = designer.getState();
  return (
    <li
      ref={setNodeRef}
      className={styles['attribute']}
      data-selected={isSelected}
      data-problem={hasProblem}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button type="button" className={styles['handle']} aria-label={t('drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
      <button
        type="button"
        className={styles['sentence']}
        onClick={() => select({ type: 'part', part: 'attributes', index })}
      >
        <span>
          {text(attribute.title)}
          <small>{useSentence(attribute.when)}</small>
          {hasProblem && <em>{t('unfinished')}</em>}
        </span>
      </button>
      <InputNumber
        aria-label={`${text(attribute.title)} ${t('score.points')}`}
        className={styles['points'] ?? ''}
        data-sign={attribute.points < 0 ? 'minus' : 'plus'}
        value={attribute.points}
        formatter={(value) => (Number(value) > 0 ? `+${value}` : `${value ?? ''}`)}
        parser={(typed) => Number((typed ?? '').replace(/^\+/, ''))}
        onChange={(points) => {
          if (points !== null) edit(t('edits.settings'), changeAttribute(index, { points }), `points ${index}`);
        }}
      />
      <Tooltip title={t('remove')}>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${t('remove')} ${text(attribute.title)}`}
          onClick={() => {
            select(null);
            edit(t('edits.remove'), removePart('attributes', index));
          }}
        />
      </Tooltip>
    </li>
  );
}

/** A condition read aloud; as it is written where it does not read. */
function useSentence(when: string): string {
  const { form } = useDesigner();
  const language = useLanguage();
  return useMemo(() => {
    if (form === undefined) return when;
    const { expression } = readExpression(when, ruleScope(form), { expects: booleanType });
    if (expression === null) return when;
    const names = formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`));
    return printExpression(expression, 'sentence', sentenceOptions(language, names));
  }, [form, when, language]);
}

function rangeOf({ attributes }: Scorecard): { most: number; least: number } {
  const points = attributes.map((attribute) => attribute.points);
  const sum = (numbers: readonly number[]) => Number(numbers.reduce((total, one) => total + one, 0).toFixed(10));
  return { most: sum(points.filter((one) => one > 0)), least: sum(points.filter((one) => one < 0)) };
}
