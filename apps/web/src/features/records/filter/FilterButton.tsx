import { DeleteOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons';
import type { FormAccess } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import { Button, Popover, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { possibleColumns } from '../grid/grid-columns.ts';
import { type Condition, type Operator, operatorsOf } from './conditions.ts';
import styles from './FilterButton.module.css';

/** Conditions clicked together: field, operator, value. All of them must hold. */
export function FilterButton({ form, access, conditions, onChange }: {
  form: FormModel;
  access: FormAccess;
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const fields = possibleColumns(form, access).filter((field) => field.valueType !== 'json');
  const first = fields[0];
  const add = () => {
    if (first !== undefined) onChange([...conditions, { field: first.key, operator: operatorsOf(first)[0] ?? 'filled', value: '' }]);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      onOpenChange={(open) => open && conditions.length === 0 && add()}
      content={
        <div className={styles['panel']}>
          <h3>{t('filter.where')}</h3>
          {conditions.map((condition, at) => (
            <ConditionRow
              // Conditions carry no identity: their place is what they are known by.
              key={`${at}`}
              form={form}
              condition={condition}
              options={fields.map((field) => ({ value: field.key, label: text(field.definition.title) }))}
              onChange={(next) => onChange(conditions.map((one, i) => (i === at ? next : one)))}
              onRemove={() => onChange(conditions.filter((_, i) => i !== at))}
            />
          ))}
          <footer>
            <Button type="text" size="small" icon={<PlusOutlined />} onClick={add}>
              {t('filter.add')}
            </Button>
            {conditions.length > 0 && (
              <Button type="text" size="small" onClick={() => onChange([])}>
                {t('filter.clear')}
              </Button>
            )}
          </footer>
        </div>
      }
    >
      <Button type="text" icon={<FilterOutlined />} className={conditions.length > 0 ? (styles['active'] ?? '') : ''}>
        {conditions.length === 0 ? t('filter.title') : t('filter.count', { count: conditions.length })}
      </Button>
    </Popover>
  );
}

function ConditionRow({ form, condition, options, onChange, onRemove }: {
  form: FormModel;
  condition: Condition;
  options: readonly { value: string; label: string }[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('records');
  const field = form.fields.get(condition.field);
  if (field === undefined) return null;
  const operators = operatorsOf(field);
  const needsValue = condition.operator !== 'blank' && condition.operator !== 'filled';
  const { Input } = fieldViewNamed(field.definition.type);
  return (
    <div className={styles['row']}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={condition.field}
        options={[...options]}
        aria-label={t('bulk.field')}
        onChange={(key) => {
          const next = form.fields.get(key);
          if (next !== undefined) onChange({ field: key, operator: operatorsOf(next)[0] ?? 'filled', value: '' });
        }}
      />
      <Select<Operator>
        value={condition.operator}
        options={operators.map((operator) => ({ value: operator, label: t(`filter.operators.${operator}`) }))}
        onChange={(operator) => onChange({ ...condition, operator })}
      />
      {needsValue ? (
        <div className={styles['value']}>
          <Input
            field={field.definition}
            value={shownValue(field.valueType, condition)}
            onChange={(value) => onChange({ ...condition, ...keptValue(value) })}
            placeholder={t('filter.value')}
          />
        </div>
      ) : (
        <div />
      )}
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('filter.clear')} onClick={onRemove} />
    </div>
  );
}

function shownValue(valueType: string, { value, title }: Condition): JsonValue {
  if (value === '') return null;
  if (valueType === 'reference') return { id: value, title: title ?? null };
  if (valueType === 'boolean') return value === 'true';
  if (valueType === 'list') return [value];
  return value;
}

/** What is kept in the address: a text, and for a person or record its title for showing. */
function keptValue(value: JsonValue): Pick<Condition, 'value' | 'title'> {
  if (value === null) return { value: '' };
  if (Array.isArray(value)) return { value: String(value.at(-1) ?? '') };
  if (typeof value === 'object') {
    const { id, title } = value as { id?: string; title?: string };
    return { value: id ?? '', ...(title === undefined ? {} : { title }) };
  }
  return { value: String(value) };
}
