import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { anyType, type Scope } from '@tangram/expression';
import { chartTypeNamed, columnTitle } from '@tangram/reports';
import {
  type Calculation,
  type JsonSchema,
  keyFrom,
  type Measure,
  type Problem,
  type ReportDefinition,
} from '@tangram/schema';
import { Button, InputNumber, Segmented, Select, Switch } from 'antd';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { useMode } from '../../../app/theme/theme-store.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import { SettingsForm } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor } from '../../expressions/index.ts';
import { useAnswer } from '../answer/useAnswer.ts';
import styles from './designer.module.css';
import { choiceAt, type FieldGroup } from './field-choices.ts';
import { setCalculations, setChart, setSort, setTop, setTotals, type Edit } from './report-edits.ts';

interface PanelProps {
  readonly app: string;
  readonly report: ReportDefinition;
  readonly groups: readonly FieldGroup[];
  readonly problems: readonly Problem[];
  readonly edit: Edit;
}

/** How the answer looks: the chart's own settings, the order, the top, totals and calculations. */
export function LookPanel(props: PanelProps) {
  return (
    <div className={styles['look']}>
      <ChartSettings {...props} />
      <Order {...props} />
      <Calculations {...props} />
    </div>
  );
}

function ChartSettings({ app, report, problems, edit }: PanelProps) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const dark = useMode() === 'dark';
  const { result } = useAnswer(app, report.query);
  const type = chartTypeNamed(report.chart.type);
  const schema = useMemo((): JsonSchema => {
    if (type === undefined) return {};
    if (result === undefined || type.settingsFor === undefined) return type.settings;
    return type.settingsFor(result, { language, zone: result.zone, dark });
  }, [type, result, language, dark]);
  if (Object.keys((schema['properties'] ?? {}) as object).length === 0) return null;
  return (
    <section>
      <h3>{t('designer.look')}</h3>
      <SettingsForm
        schema={schema}
        value={report.chart.settings ?? {}}
        problems={problems}
        path="/chart/settings"
        onChange={(settings) =>
          edit('chart', (before) => setChart(before, { ...before.chart, settings }), 'chart-settings')
        }
      />
    </section>
  );
}

function Order({ report, groups, edit }: PanelProps) {
  const { t } = useTranslation('reports');
  const text = useText();
  const [sortId, othersId, totalsId] = [useId(), useId(), useId()];
  const { query } = report;
  const sort = query.sort?.[0];
  if ((query.dimensions ?? []).length === 0) return null;
  const columns = [
    ...(query.dimensions ?? []).map((column) => ({
      value: column.key,
      label: text(columnTitle(column, choiceAt(groups, column.field)?.title)),
    })),
    ...query.measures.map((column) => ({
      value: column.key,
      label: text(columnTitle(column, choiceAt(groups, column.of ?? '')?.title)),
    })),
    ...(query.calculations ?? []).map((column) => ({ value: column.key, label: text(column.title) || column.key })),
  ];
  return (
    <section>
      <h3>{t('designer.sort')}</h3>
      <label htmlFor={sortId}>{t('designer.sortBy')}</label>
      <Select
        id={sortId}
        className={styles['wide'] ?? ''}
        value={sort?.by ?? ''}
        options={[{ value: '', label: t('designer.sortDefault') }, ...columns]}
        onChange={(by) =>
          edit('change', (before) =>
            setSort(before, by === '' ? undefined : [{ by, direction: sort?.direction ?? 'descending' }]),
          )
        }
      />
      {sort !== undefined && (
        <Segmented
          block
          aria-label={t('designer.direction')}
          value={sort.direction}
          options={(['ascending', 'descending'] as const).map((value) => ({ value, label: t(`designer.${value}`) }))}
          onChange={(direction) => edit('change', (before) => setSort(before, [{ ...sort, direction }]))}
        />
      )}
      <div className={styles['line']}>
        <Switch
          size="small"
          checked={query.top !== undefined}
          aria-label={t('designer.top')}
          onChange={(on) => edit('change', (before) => setTop(before, on ? { count: 10 } : undefined))}
        />
        <span>{t('designer.top')}</span>
        <InputNumber
          size="small"
          min={1}
          max={1000}
          precision={0}
          aria-label={t('designer.top')}
          disabled={query.top === undefined}
          value={query.top?.count ?? 10}
          onChange={(count) =>
            count !== null && edit('change', (before) => setTop(before, { ...before.query.top, count }), 'top')
          }
        />
      </div>
      {query.top !== undefined && (
        <div className={styles['line']}>
          <Switch
            id={othersId}
            size="small"
            checked={query.top.others === true}
            onChange={(others) =>
              edit('change', (before) =>
                setTop(before, { count: before.query.top?.count ?? 10, ...(others ? { others } : {}) }),
              )
            }
          />
          <label htmlFor={othersId}>{t('designer.others')}</label>
        </div>
      )}
      <div className={styles['line']}>
        <Switch
          id={totalsId}
          size="small"
          checked={query.totals === true}
          onChange={(on) => edit('change', (before) => setTotals(before, on))}
        />
        <label htmlFor={totalsId}>{t('designer.totals')}</label>
      </div>
    </section>
  );
}

function Calculations({ report, groups, edit }: PanelProps) {
  const { t } = useTranslation('reports');
  const around = useMeasureScope(report.query.measures, groups);
  const calculations = report.query.calculations ?? [];
  const write = (next: readonly Calculation[], merge?: string) =>
    edit('change', (before) => setCalculations(before, next), merge);
  const replace = (key: string, change: Partial<Calculation>) =>
    write(
      calculations.map((one) => (one.key === key ? { ...one, ...change } : one)),
      `calculation:${key}`,
    );
  const add = () => {
    const taken = new Set(
      [...report.query.measures, ...(report.query.dimensions ?? []), ...calculations].map((column) => column.key),
    );
    const values = report.query.measures.map((measure) => measure.key);
    write([
      ...calculations,
      {
        key: keyFrom('calculation', taken),
        expression: values.length > 1 ? `${values[0]} / ${values[1]}` : `${values[0]} * 1`,
      },
    ]);
  };
  return (
    <section>
      <h3>{t('designer.calculations')}</h3>
      {calculations.map((calculation) => (
        <div key={calculation.key} className={styles['calculation']}>
          <div className={styles['titleLine']}>
            <LocalTextInput
              value={calculation.title}
              placeholder={t('designer.label')}
              onChange={(title) => replace(calculation.key, { title: title ?? calculation.key })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('designer.remove')}
              onClick={() => write(calculations.filter((one) => one !== calculation))}
            />
          </div>
          <ExpressionEditor
            label={t('designer.formula')}
            value={calculation.expression}
            around={around}
            placeholder={t('designer.formula')}
            onChange={(expression) => replace(calculation.key, { expression })}
          />
          <Segmented
            block
            size="small"
            aria-label={t('designer.writtenAs')}
            value={calculation.format?.style === 'percent' ? 'percent' : 'number'}
            options={[
              { value: 'number', label: t('designer.asNumber') },
              { value: 'percent', label: t('designer.asPercent') },
            ]}
            onChange={(style) => replace(calculation.key, { format: { style: style as 'number' | 'percent' } })}
          />
        </div>
      ))}
      <Button type="text" size="small" icon={<PlusOutlined />} onClick={add}>
        {t('designer.addCalculation')}
      </Button>
    </section>
  );
}

/** Calculations speak of measures, by their titles. The engine types them exactly; here every one may be computed with. */
function useMeasureScope(measures: readonly Measure[], groups: readonly FieldGroup[]) {
  const text = useText();
  return useMemo(() => {
    const titles = new Map(
      measures.map((one) => [one.key, text(columnTitle(one, choiceAt(groups, one.of ?? '')?.title))]),
    );
    const scope: Scope = { variables: Object.fromEntries(measures.map((one) => [one.key, anyType])) };
    return { scope, names: { titleOf: (path: string) => titles.get(path) } };
  }, [measures, groups, text]);
}
