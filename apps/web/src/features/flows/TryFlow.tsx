import { ClockCircleOutlined, FastForwardOutlined } from '@ant-design/icons';
import { nodeTypeNamed, type SimulationCase, type SimulationEvent, type Span, type TraceEntry } from '@tangram/flows';
import type { FieldModel } from '@tangram/forms';
import { type JsonObject, type JsonValue, type LocalText, type RecordValues, textIn } from '@tangram/schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input, Select, Space } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { useDesigner } from './designer-context.ts';
import { titleOfNode } from './flow-words.ts';
import { simulateFlow } from './simulate-flow.ts';
import styles from './TryFlow.module.css';

const steps: readonly Span[] = [
  { amount: 1, unit: 'hours' },
  { amount: 1, unit: 'days' },
  { amount: 7, unit: 'days' },
];

/**
 * Plays the draft with a sample record. What was done so far is a list of events; each further one plays the whole
 * again from the beginning, so the picture is always what the server's own engine says.
 */
export function TryFlow({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('flows');
  const { app, flowKey, flow, form } = useDesigner();
  const format = useFormat();
  const isChange = flow.nodes.some((node) => nodeTypeNamed(node.type)?.trigger?.on === 'changed');
  const [record, setRecord] = useState<RecordValues>({});
  const [previous, setPrevious] = useState<RecordValues>({});
  const [events, setEvents] = useState<readonly SimulationEvent[]>([]);
  const [at] = useState(() => new Date().toISOString());
  const play: SimulationCase = { record, at, events, ...(isChange ? { previous: { ...record, ...previous } } : {}) };
  const { data, error } = useQuery({
    queryKey: ['simulation', app, flowKey, flow, play],
    queryFn: () => simulateFlow(app, flowKey, flow, play),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const samples = useQuery({
    queryKey: keys.records(app, flow.form, 'samples'),
    queryFn: () => client.records.list(app, flow.form, { limit: 20, sort: [{ field: 'created_at', direction: 'descending' }] }),
  });
  const add = (event: SimulationEvent) => setEvents([...events, event]);
  const change = (next: RecordValues) => {
    setRecord(next);
    setEvents([]);
  };
  const fields = useMemo(() => fieldsSpokenOf(form?.fields.values() ?? [], JSON.stringify(flow.nodes)), [form, flow]);
  const openTasks = (data?.tasks ?? []).filter((task) => task.state === 'open');

  return (
    <Drawer open onClose={onClose} title={t('try.title')} size={560} mask={false}>
      <div className={styles['try']}>
        <p className={styles['about']}>{t('try.text')}</p>
        {error !== null && <ProblemList problems={problemsToShow(error)} />}

        <section>
          <h3>{isChange ? t('try.after') : t('try.record')}</h3>
          <Select
            className={styles['wide'] ?? ''}
            placeholder={t('try.sample')}
            showSearch={{ optionFilterProp: 'label' }}
            options={(samples.data?.rows ?? []).map((row) => ({ value: row.id, label: titleOfRow(row, form?.titleField) }))}
            onChange={(id: string) => change(samples.data?.rows.find((row) => row.id === id) ?? {})}
          />
          <Fields fields={fields} values={record} onChange={change} />
        </section>
        {isChange && (
          <section>
            <h3>{t('try.before')}</h3>
            <Fields fields={fields} values={previous} placeholders={record} onChange={(next) => { setPrevious(next); setEvents([]); }} />
          </section>
        )}

        {data !== undefined && error === null && (
          <>
            <Alert type={data.starts ? 'success' : 'warning'} showIcon message={t(data.starts ? 'try.starts' : 'try.startsNot')} />
            <section>
              <h3>
                <ClockCircleOutlined /> {format.dateTime(data.now)}
              </h3>
              <Space wrap>
                {steps.map((span) => (
                  <Button key={span.unit + span.amount} onClick={() => add({ after: span })}>
                    +{spanLabel(span, t)}
                  </Button>
                ))}
                {data.nextDue !== null && (
                  <Button type="primary" ghost icon={<FastForwardOutlined />} onClick={() => add({ after: untilNext(data.now, data.nextDue as string) })}>
                    {t('try.next', { when: format.dateTime(data.nextDue) })}
                  </Button>
                )}
                {events.length > 0 && <Button onClick={() => setEvents([])}>{t('try.again')}</Button>}
              </Space>
            </section>
            <section>
              <h3>{t('try.tasks')}</h3>
              {openTasks.length === 0 && <p className={styles['about']}>{t('try.noTasks')}</p>}
              {openTasks.map((task) => (
                <OpenTask key={`${task.node} ${task.visit} ${task.name}`} title={task.title} person={task.person.name} actions={task.actions} onAct={(action, comment) => add({ do: action, node: task.node, person: task.person.id, ...(comment === '' ? {} : { comment }) })} />
              ))}
            </section>
            <section>
              <h3>{t('try.trace')}</h3>
              <Trace trace={data.trace} />
              {data.status === 'done' && <p className={styles['done']}>{t('try.done')}</p>}
              {data.problems.map((problem) => (
                <Alert key={problem.code} type="error" message={t('try.stuck', { problem: problem.message })} />
              ))}
            </section>
          </>
        )}
      </div>
    </Drawer>
  );
}

function OpenTask({ title, person, actions, onAct }: { title: LocalText; person: string; actions: readonly string[]; onAct: (action: string, comment: string) => void }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const [comment, setComment] = useState('');
  return (
    <div className={styles['task']}>
      <strong>{text(title)}</strong>
      <span>{person}</span>
      <Input size="small" placeholder={t('try.comment')} value={comment} onChange={({ target }) => setComment(target.value)} />
      <Space>
        {actions.map((action) => (
          <Button key={action} size="small" {...(action === 'reject' ? { danger: true } : { type: 'primary' as const })} onClick={() => onAct(action, comment)}>
            {t(`actions.${action}`)}
          </Button>
        ))}
      </Space>
    </div>
  );
}

/** What happened, in sentences; steps that only pass on are left out. */
function Trace({ trace }: { trace: readonly TraceEntry[] }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const format = useFormat();
  const { flow, language, form } = useDesigner();
  const step = (id: string | null) => titleOfNode(flow.nodes.find((node) => node.id === id), language);
  const sentence = (entry: TraceEntry): string | null => {
    switch (entry.type) {
      case 'task':
        return t('try.task', { person: entry.person.name, title: text(entry.title) }) + (entry.dueAt === null ? '' : ` · ${t('try.due', { when: format.dateTime(entry.dueAt) })}`);
      case 'timer':
        return t('try.timer', { when: format.dateTime(entry.dueAt) });
      case 'effect':
        return t('try.tells', { who: ((entry.request['to'] ?? []) as readonly string[]).join(', '), title: text(entry.request['title'] as LocalText) });
      case 'record':
        return t('try.writes', { values: Object.entries(entry.values).map(([key, value]) => `${textIn(form?.fields.get(key)?.definition.title, language) || key}: ${String(value)}`).join(', ') });
      case 'history': {
        const { kind, by, data, node } = entry.entry;
        if (kind === 'decided') return `${by?.name ?? ''}: ${t(`actions.${String(data['action'])}`)}${data['comment'] === undefined ? '' : ` · ${String(data['comment'])}`}`;
        if (kind === 'left' || kind === 'ended') return outputTitle(node, data['output']);
        return kind === 'gathered' || kind === 'stuck' ? t(`history.${kind}`) : null;
      }
    }
  };
  const outputTitle = (node: string | null, output: JsonValue | undefined): string | null => (output === undefined || output === 'next' || node === null ? null : `→ ${t(`outputs.${String(output)}`, { defaultValue: String(output) })}`);
  const lines = trace.flatMap((entry, index) => {
    const words = sentence(entry);
    if (words === null) return [];
    const [at, node] = entry.type === 'history' ? [entry.entry.at, entry.entry.node] : [entry.at, entry.node];
    return [{ index, at, node, words }];
  });
  return (
    <ol className={styles['trace']}>
      {lines.map(({ index, at, node, words }) => (
        <li key={index}>
          <time dateTime={at}>{format.dateTime(at)}</time>
          <span>
            <strong>{step(node)}</strong> {words}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Fields({ fields, values, placeholders = {}, onChange }: { fields: readonly FieldModel[]; values: RecordValues; placeholders?: RecordValues; onChange: (values: RecordValues) => void }) {
  const { language } = useDesigner();
  return (
    <div className={styles['fields']}>
      {fields.map((field) => {
        const value = values[field.key];
        const options = field.definition.settings?.['options'] as readonly JsonObject[] | undefined;
        const set = (next: JsonValue | undefined) => {
          const { [field.key]: _old, ...rest } = values;
          onChange(next === undefined ? rest : { ...rest, [field.key]: next });
        };
        const title = textIn(field.definition.title, language) || field.key;
        return (
          <label key={field.key}>
            <span>{title}</span>
            {options === undefined ? (
              <Input aria-label={title} value={shown(value)} placeholder={shown(placeholders[field.key])} onChange={({ target }) => set(target.value === '' ? undefined : typed(target.value, field))} />
            ) : (
              <Select
                aria-label={title}
                allowClear
                placeholder={shown(placeholders[field.key])}
                {...(value === undefined || value === null ? {} : { value: String(value) })}
                options={options.map((option) => ({ value: String(option['value']), label: textIn(option['title'] as LocalText, language) || String(option['value']) }))}
                onChange={(next: string | undefined) => set(next)}
              />
            )}
          </label>
        );
      })}
    </div>
  );
}

/** The fields whose keys stand in the flow's settings, and the title: the others cannot matter to it. */
function fieldsSpokenOf(fields: Iterable<FieldModel>, settings: string): FieldModel[] {
  return [...fields].filter((field) => settings.includes(field.key) && field.references === undefined && field.valueType !== 'json' && field.valueType !== 'list');
}

function typed(text: string, field: FieldModel): JsonValue {
  return field.valueType === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? String((value as JsonObject)['title'] ?? '') : String(value);
}

function titleOfRow(row: RecordValues, titleField: string | null | undefined): string {
  return shown(titleField === null || titleField === undefined ? row['id'] : row[titleField]);
}

/** Whole minutes, rounded up: the moment itself must be reached. */
function untilNext(now: string, due: string): Span {
  return { amount: Math.max(0, Math.ceil((Date.parse(due) - Date.parse(now)) / 60_000)), unit: 'minutes' };
}

function spanLabel({ amount, unit }: Span, t: (key: string) => string): string {
  return `${amount} ${t(`try.units.${unit}`)}`;
}
