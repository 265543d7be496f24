import { booleanType } from '@tangram/expression';
import { type Aggregate, aggregates, type Dimension, type Grain, grains, type Measure } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ExpressionEditor } from '../../expressions/index.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import styles from './designer.module.css';
import type { FieldChoice } from './field-choices.ts';
import type { RecordScope } from './record-scope.ts';
import { type Change, changeDimension, changeMeasure, type Edit } from './report-edits.ts';

/** What can be said of one dimension or value: its label, how dates are cut, what is taken of a field. */
export function ColumnPanel({
  column,
  field,
  recordScope,
  edit,
}: {
  column: Dimension | Measure;
  field: FieldChoice | undefined;
  recordScope: RecordScope;
  edit: Edit;
}) {
  return 'field' in column ? (
    <DimensionPanel dimension={column} field={field} edit={edit} />
  ) : (
    <MeasurePanel measure={column} field={field} recordScope={recordScope} edit={edit} />
  );
}

function DimensionPanel({
  dimension,
  field,
  edit,
}: {
  dimension: Dimension;
  field: FieldChoice | undefined;
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const isInstant = field?.valueType === 'date-time';
  const isTime = isInstant || field?.valueType === 'date';
  const cuts = grains.filter((grain) => isInstant || grain !== 'hour');
  const change = (next: Change<Dimension>, merge?: string) =>
    edit('change', (report) => changeDimension(report, dimension.key, next), merge);
  return (
    <div className={styles['panel']}>
      {isTime && (
        <label>
          {t('designer.grain')}
          <Select
            value={dimension.grain ?? 'none'}
            options={[...cuts, 'none' as const].map((grain) => ({
              value: grain,
              label: t(`designer.grains.${grain}`),
            }))}
            onChange={(grain: Grain | 'none') => change({ grain: grain === 'none' ? undefined : grain })}
          />
        </label>
      )}
      <div>
        {t('designer.label')}
        <LocalTextInput
          value={dimension.title}
          {...(field === undefined ? {} : { placeholder: ' ' })}
          onChange={(title) => change({ title }, `title:${dimension.key}`)}
        />
      </div>
    </div>
  );
}

function MeasurePanel({
  measure,
  field,
  recordScope,
  edit,
}: {
  measure: Measure;
  field: FieldChoice | undefined;
  recordScope: RecordScope;
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const change = (next: Change<Measure>, merge?: string) =>
    edit('change', (report) => changeMeasure(report, measure.key, next), merge);
  return (
    <div className={`${styles['panel']} ${styles['conditions']}`}>
      {field !== undefined && (
        <label>
          {t('designer.aggregate')}
          <Select
            value={measure.aggregate}
            options={offered(field).map((aggregate) => ({
              value: aggregate,
              label: t(`designer.aggregates.${aggregate}`),
            }))}
            onChange={(aggregate: Aggregate) => change({ aggregate })}
          />
        </label>
      )}
      <div>
        {t('designer.label')}
        <LocalTextInput value={measure.title} onChange={(title) => change({ title }, `title:${measure.key}`)} />
      </div>
      <div>
        {t('designer.filters')}
        <ExpressionEditor
          label={t('designer.filters')}
          value={measure.filter ?? ''}
          onChange={(filter) => change({ filter: filter === '' ? undefined : filter }, `filter:${measure.key}`)}
          around={recordScope}
          expects={booleanType}
          emptyText={t('designer.allRecords')}
        />
      </div>
    </div>
  );
}

/** What makes sense of a field's values; the engine refuses the rest. */
function offered(field: FieldChoice): readonly Aggregate[] {
  const ordered: readonly Aggregate[] = ['count-distinct', 'minimum', 'maximum'];
  if (field.valueType === 'number') return aggregates.filter((aggregate) => aggregate !== 'count');
  if (field.valueType === 'date' || field.valueType === 'date-time') return ordered;
  return ['count-distinct'];
}
