import { DeleteOutlined } from '@ant-design/icons';
import type { FormModel } from '@tangram/forms';
import { comparisonTitles } from '@tangram/rules';
import { type DuplicateComparison, pointer, type Problem } from '@tangram/schema';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../app/i18n.ts';
import styles from './Duplicate.module.css';
import { comparableFields } from './duplicate-edits.ts';

/** `Mobile | is the same number`: one comparison as a sentence. */
export function ComparisonRow({
  form,
  comparison,
  word,
  path,
  problems,
  onChange,
  onRemove,
}: {
  form: FormModel;
  comparison: DuplicateComparison;
  word: string;
  path: string;
  problems: readonly Problem[];
  onChange: (comparison: DuplicateComparison) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { field, how, least } = comparison;
  const fields = comparableFields(form);
  const hows = fields.find(({ key }) => key === field)?.hows ?? [how];
  const own = problems.filter((problem) => problem.path.startsWith(path));
  return (
    <li>
      <div className={styles['row']}>
        {word !== '' && <span className={styles['word']}>{word}</span>}
        <Select
          aria-label={t('duplicate.field')}
          className={styles['field'] ?? ''}
          value={field}
          {...(own.length > 0 ? { status: 'error' as const } : {})}
          options={fields.map(({ key }) => ({
            value: key,
            label: text(form.fields.get(key)?.definition.title) || key,
          }))}
          onChange={(next: string) => {
            const fitting = fields.find(({ key }) => key === next)?.hows ?? [];
            onChange(fitting.includes(how) ? { ...comparison, field: next } : { field: next, how: fitting[0] ?? how });
          }}
        />
        <Select
          aria-label={t('duplicate.how')}
          className={styles['how'] ?? ''}
          value={how}
          options={hows.map((value) => ({ value, label: text(comparisonTitles[value]) }))}
          onChange={(next: DuplicateComparison['how']) => onChange({ field, how: next })}
        />
        {how === 'similar' && (
          <InputNumber
            aria-label={t('duplicate.least')}
            min={0}
            max={100}
            suffix="%"
            value={Math.round((least ?? 0.5) * 100)}
            onChange={(percent) => percent !== null && onChange({ ...comparison, least: percent / 100 })}
          />
        )}
        <Button type="text" aria-label={t('duplicate.remove')} icon={<DeleteOutlined />} onClick={onRemove} />
      </div>
      {own.map((problem) => (
        <p key={problem.code + problem.path} className={styles['problem']}>
          {problem.message}
        </p>
      ))}
    </li>
  );
}

/** Where a comparison stands in the document. */
export function comparisonPath(way: number, at: number): string {
  return pointer('match', String(way), String(at));
}
