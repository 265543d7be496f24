import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select, Tooltip } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionField } from '../condition-field.ts';
import {
  type Condition,
  type ConditionGroup as Group,
  type ConditionRow as ConditionRowData,
  type Join,
  joins,
  newGroup,
  newRow,
} from './condition-tree.ts';
import styles from '../ExpressionEditor.module.css';
import { ConditionRow } from './ConditionRow.tsx';
import { type OperatorContext, operatorsOf } from './operators.ts';

/** Deeper nesting than this is written as text: on a screen nobody can follow it. */
const maxLevel = 2;

/** Conditions of which all, any or none must hold, with groups among them. */
export function ConditionGroup({
  group,
  level = 0,
  onChange,
  onRemove,
  ...shared
}: {
  group: Group;
  level?: number;
  fields: ReadonlyMap<string, ConditionField>;
  context: OperatorContext;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}) {
  const { t } = useTranslation('expressions');
  const { fields, context } = shared;
  const { conditions } = group;
  const replace = (at: number, next: Condition | null) =>
    onChange({
      ...group,
      conditions:
        next === null ? conditions.filter((_, i) => i !== at) : conditions.map((one, i) => (i === at ? next : one)),
    });
  const firstRow = () => {
    const field = [...fields.values()].find((each) => operatorsOf(each, context).length > 0);
    return newRow(field, field === undefined ? 'is' : (operatorsOf(field, context)[0] ?? 'filled'));
  };
  return (
    <div className={level === 0 ? styles['group'] : styles['inner']}>
      {(conditions.length > 1 || level > 0 || group.join === 'none') && (
        <header className={styles['head']}>
          <span className={styles['join']}>
            <Select<Join>
              size="small"
              variant="filled"
              aria-label={t('join.label')}
              value={group.join}
              popupMatchSelectWidth={false}
              options={joins.map((join) => ({ value: join, label: t(`join.${join}`) }))}
              onChange={(join) => onChange({ ...group, join })}
            />
            {group.join === 'none' && (
              <Tooltip title={t('noneWithBlanksHelp')} placement="bottom">
                <Checkbox
                  checked={group.withBlanks === true}
                  onChange={({ target }) => onChange({ ...group, withBlanks: target.checked })}
                >
                  {t('withBlanks')}
                </Checkbox>
              </Tooltip>
            )}
          </span>
          {onRemove !== undefined && (
            <Tooltip title={t('removeGroup')}>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('removeGroup')}
                onClick={onRemove}
              />
            </Tooltip>
          )}
        </header>
      )}
      {conditions.map((condition, at) =>
        condition.type === 'row' ? (
          <Fragment key={condition.id}>
            <ConditionRow
              row={condition}
              {...shared}
              onChange={(next) => replace(at, next)}
              onRemove={() => replace(at, null)}
            />
            <RelatedConditions row={condition} level={level} {...shared} onChange={(next) => replace(at, next)} />
          </Fragment>
        ) : (
          <ConditionGroup
            key={condition.id}
            group={condition}
            level={level + 1}
            {...shared}
            onChange={(next) => replace(at, next)}
            onRemove={() => replace(at, null)}
          />
        ),
      )}
      <footer className={styles['foot']}>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange({ ...group, conditions: [...conditions, firstRow()] })}
        >
          {t('add')}
        </Button>
        {level < maxLevel && conditions.length > 0 && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            onClick={() =>
              onChange({
                ...group,
                conditions: [...conditions, newGroup(group.join === 'and' ? 'or' : 'and', [firstRow()])],
              })
            }
          >
            {t('addGroup')}
          </Button>
        )}
      </footer>
    </div>
  );
}

/** Which of the related records a row is about. */
function RelatedConditions({
  row,
  level,
  fields,
  context,
  onChange,
}: {
  row: ConditionRowData;
  level: number;
  fields: ReadonlyMap<string, ConditionField>;
  context: OperatorContext;
  onChange: (row: ConditionRowData) => void;
}) {
  const { t } = useTranslation('expressions');
  const inside = fields.get(row.path)?.related;
  const { related } = row;
  if (related === undefined || inside === undefined) return null;
  return (
    <div className={styles['related']}>
      <span>{t(related.only.conditions.length === 0 ? 'related.all' : 'related.only')}</span>
      <ConditionGroup
        group={related.only}
        level={level}
        fields={inside}
        context={{ ...context, previous: noPaths }}
        onChange={(only) => onChange({ ...row, related: { ...related, only } })}
      />
    </div>
  );
}

const noPaths: ReadonlySet<string> = new Set();
