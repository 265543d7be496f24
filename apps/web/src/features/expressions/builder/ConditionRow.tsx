import { DeleteOutlined } from '@ant-design/icons';
import { stringLiteral } from '@tangram/expression';
import { Button, Checkbox, InputNumber, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../condition-field.ts';
import { askedField, type ConditionRow as Row } from './condition-tree.ts';
import styles from '../ExpressionEditor.module.css';
import { textOfLiteral } from './literal-value.ts';
import { isNegation, type OperatorContext, type OperatorKey, operatorsOf, shapeOf } from './operators.ts';
import { RelatedMeasure } from './RelatedMeasure.tsx';
import type { RelatedPart } from './related-part.ts';
import { newListRow } from './related-rows.ts';
import { ValueEditor } from './ValueEditor.tsx';

/** Field, comparison, value; for a negation, what it makes of a blank field. */
export function ConditionRow({
  row,
  fields,
  context,
  onChange,
  onRemove,
}: {
  row: Row;
  fields: ReadonlyMap<string, ConditionField>;
  context: OperatorContext;
  onChange: (row: Row) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('expressions');
  const chosen = fields.get(row.path);
  const field = askedField(row, chosen);
  const operators = field === undefined ? [] : operatorsOf(field, context);
  const chooseField = (path: string) => {
    const next = fields.get(path);
    if (next === undefined) return;
    if (next.related !== undefined) {
      onChange(newListRow(row.id, next));
      return;
    }
    const possible = operatorsOf(next, context);
    // The comparison is kept where the new field has it too; the value was the old field's.
    const { related: _, ...rest } = row;
    onChange({
      ...rest,
      path,
      operator: possible.includes(row.operator) ? row.operator : (possible[0] ?? 'filled'),
      values: [],
    });
  };
  const chooseOperator = (operator: OperatorKey) => {
    const keeps = shapeOf(operator) === shapeOf(row.operator) || shapeOf(operator) === 'many';
    onChange({
      ...row,
      operator,
      values: keeps ? row.values : shapeOf(operator) === 'one' ? row.values.slice(0, 1) : [],
      withBlanks: isNegation(row.operator) ? row.withBlanks : true,
    });
  };
  const choosePart = (related: RelatedPart) => {
    const next = askedField({ ...row, related }, chosen);
    const possible = next === undefined ? [] : operatorsOf(next, context);
    const isSame = next?.type.type === field?.type.type && possible.includes(row.operator);
    onChange({
      ...row,
      related,
      ...(isSame ? {} : { operator: possible[0] ?? 'filled', values: [] }),
    });
  };
  const isDay = field?.type.type === 'date' || field?.type.type === 'date-time';
  const isDayWord = (operator: OperatorKey) =>
    isDay && ['is', 'less', 'at-most', 'more', 'at-least'].includes(operator);
  return (
    <div className={styles['row']} role="group" aria-label={field?.title ?? t('chooseField')}>
      <div className={styles['parts']}>
        <Select
          className={styles['field'] ?? ''}
          aria-label={t('field')}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen === undefined ? null : row.path}
          placeholder={t('chooseField')}
          popupMatchSelectWidth={false}
          options={[...fields.values()].map(({ path, title, related }) => ({
            value: path,
            label: related === undefined ? title : t('related.list', { title }),
          }))}
          onChange={chooseField}
        />
        {chosen?.related !== undefined && row.related !== undefined && (
          <RelatedMeasure list={chosen} part={row.related} onChange={choosePart} />
        )}
        {field !== undefined && (
          <Select
            className={styles['operator'] ?? ''}
            aria-label={t('operator')}
            value={row.operator}
            popupMatchSelectWidth={false}
            options={operators.map((operator) => ({
              value: operator,
              label: isDayWord(operator) ? t(`dateOperators.${operator}`) : t(`operators.${operator}`),
            }))}
            onChange={chooseOperator}
          />
        )}
        {field !== undefined && (
          <Operands row={row} field={field} onChange={(values) => onChange({ ...row, values })} />
        )}
        {field !== undefined && row.related === undefined && isNegation(row.operator) && (
          <Tooltip title={t('withBlanksHelp')} placement="bottom">
            <Checkbox
              className={styles['blanks'] ?? ''}
              checked={row.withBlanks}
              onChange={({ target }) => onChange({ ...row, withBlanks: target.checked })}
            >
              {t('withBlanks')}
            </Checkbox>
          </Tooltip>
        )}
      </div>
      <Tooltip title={t('remove')}>
        <Button
          type="text"
          className={styles['remove'] ?? ''}
          icon={<DeleteOutlined />}
          aria-label={t('remove')}
          onClick={onRemove}
        />
      </Tooltip>
    </div>
  );
}

function Operands({
  row,
  field,
  onChange,
}: {
  row: Row;
  field: ConditionField;
  onChange: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation('expressions');
  const [first = '', second = ''] = row.values;
  switch (shapeOf(row.operator)) {
    case 'none':
      return null;
    case 'one':
      return <ValueEditor field={field} value={first} onChange={(value) => onChange([value])} />;
    case 'two':
      return (
        <>
          <ValueEditor field={field} value={first} onChange={(value) => onChange([value, second])} />
          <span className={styles['to']}>{t('to')}</span>
          <ValueEditor field={field} value={second} onChange={(value) => onChange([first, value])} />
        </>
      );
    case 'days':
      return (
        <InputNumber
          className={styles['value'] ?? ''}
          aria-label={t('days')}
          min={0}
          precision={0}
          suffix={t('days')}
          value={first === '' ? null : Number(first)}
          onChange={(value) => onChange(value === null ? [] : [String(value)])}
        />
      );
    case 'many':
      return (
        <Select
          className={styles['many'] ?? ''}
          mode={field.options === undefined ? 'tags' : 'multiple'}
          aria-label={`${field.title}: ${t('value')}`}
          placeholder={t('value')}
          value={row.values.map((value) => textOfLiteral(value) ?? value)}
          options={(field.options ?? []).map((option) => ({ ...option }))}
          onChange={(values: string[]) => onChange(values.map((value) => stringLiteral(value)))}
        />
      );
  }
}
