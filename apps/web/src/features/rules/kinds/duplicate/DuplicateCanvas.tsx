import { PlusOutlined } from '@ant-design/icons';
import type { DuplicateComparison, DuplicateRule } from '@tangram/schema';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../app/i18n.ts';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import { RuleCard, RuleCards } from '../../RuleCards.tsx';
import { ComparisonRow, comparisonPath } from './ComparisonRow.tsx';
import styles from './Duplicate.module.css';
import {
  addWay,
  changeDuplicate,
  comparableFields,
  markFields,
  removeComparison,
  setAnswer,
  setComparison,
  setScope,
} from './duplicate-edits.ts';

const answers: readonly DuplicateRule['answer'][] = ['refuse', 'warn', 'mark'];

/** When two records are the same, among which, and what happens answer: sentences of selects. */
export function DuplicateCanvas() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form, problems } = useDesigner();
  if (rule.type !== 'duplicate' || form === undefined) return null;
  const { edit } = designer.getState();
  const [first] = comparableFields(form);
  const fresh: DuplicateComparison = { field: first?.key ?? '', how: 'exact' };
  const titleOf = (key: string) => text(form.fields.get(key)?.definition.title) || key;
  const problemsAt = (path: string) => problems.filter((problem) => problem.path === path);
  return (
    <RuleCards>
      {rule.match.map((way, wayAt) => (
        // Ways have no key of their own, and are not moved.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <RuleCard key={wayAt} word={wayAt === 0 ? t('duplicate.same') : t('duplicate.or')}>
          <ul className={styles['list']}>
            {way.map((comparison, at) => (
              <ComparisonRow
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                key={at}
                form={form}
                comparison={comparison}
                word={at === 0 ? '' : t('duplicate.and')}
                path={comparisonPath(wayAt, at)}
                problems={problems}
                onChange={(next) => edit(t('edits.settings'), setComparison(wayAt, at, next), `match-${wayAt}-${at}`)}
                onRemove={() => edit(t('edits.settings'), removeComparison(wayAt, at))}
              />
            ))}
          </ul>
          {problemsAt(`/match/${wayAt}`).map((problem) => (
            <p key={problem.code} className={styles['problem']}>
              {problem.message} {problem.hint}
            </p>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => edit(t('edits.settings'), setComparison(wayAt, way.length, fresh))}
          >
            {t('duplicate.addComparison')}
          </Button>
        </RuleCard>
      ))}
      <RuleCard word={rule.match.length === 0 ? t('duplicate.same') : t('duplicate.or')}>
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => edit(t('edits.settings'), addWay(fresh))}>
          {t('duplicate.addWay')}
        </Button>
        {problemsAt('/match').map((problem) => (
          <p key={problem.code} className={styles['problem']}>
            {problem.message}
          </p>
        ))}
      </RuleCard>
      <RuleCard word={t('duplicate.among')}>
        <ConditionField
          value={rule.if ?? ''}
          emptyText={t('validation.everyRecord')}
          onChange={(value) => edit(t('edits.condition'), setScope(value), 'scope')}
        />
      </RuleCard>
      <RuleCard word={t('duplicate.answer')}>
        <div className={styles['row']}>
          <Select
            aria-label={t('duplicate.answer')}
            className={styles['how'] ?? ''}
            value={rule.answer}
            options={answers.map((value) => ({ value, label: t(`duplicate.${value}`) }))}
            onChange={(next) => edit(t('edits.settings'), setAnswer(next))}
          />
          {rule.answer === 'mark' && (
            <Select
              aria-label={t('duplicate.markField')}
              placeholder={t('duplicate.markField')}
              className={styles['field'] ?? ''}
              value={rule.mark ?? null}
              options={markFields(form).map((key) => ({ value: key, label: titleOf(key) }))}
              onChange={(mark: string | null) =>
                mark !== null &&
                edit(
                  t('edits.settings'),
                  changeDuplicate((now) => ({ ...now, mark })),
                )
              }
            />
          )}
        </div>
        {rule.answer === 'mark' && <p className={styles['hint']}>{t('duplicate.markHint')}</p>}
        {rule.answer === 'warn' && <p className={styles['hint']}>{t('duplicate.machines')}</p>}
      </RuleCard>
    </RuleCards>
  );
}
