import { simulatedPerson } from './simulated-person.ts';
import { ClockCircleOutlined, FastForwardOutlined } from '@ant-design/icons';
import { nodeTypeNamed, type SimulationCase, type SimulationEvent, type Span } from '@tangram/flows';
import type { FieldModel } from '@tangram/forms';
import type { JsonValue, LocalText, RecordValues } from '@tangram/schema';
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
import { plainText } from './plain-text.ts';
import { SampleFields } from './SampleFields.tsx';
import { SimulationTrace } from './SimulationTrace.tsx';
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
  // What the start asks for, so that the first look shows the flow running.
  const start = flow.nodes.find((node) => nodeTypeNamed(node.type)?.trigger !== undefined)?.settings ?? {};
  const watched = (start['fields'] ?? []) as readonly string[];
  const [record, setRecord] = useState<RecordValues>(() => valueOf(watched[0], start['to']));
  const [previous, setPrevious] = useState<RecordValues>(() => valueOf(watched[0], start['from']));
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
    queryFn: () =>
      client.records.list(app, flow.form, { limit: 20, sort: [{ field: 'created_at', direction: 'descending' }] }),
  });
  const add = (event: SimulationEvent) => setEvents([...events, event]);
  const change = (next: RecordValues) => {
    setRecord(next);
    setEvents([]);
  };
  const fields = useMemo(() => fieldsSpokenOf(form?.fields.values() ?? [], JSON.stringify(flow.nodes)), [form, flow]);
  const changing = watched.length === 0 ? fields : fields.filter((field) => watched.includes(field.key));
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
            aria-label={t('try.sample')}
            placeholder={t('try.sample')}
            showSearch={{ optionFilterProp: 'label' }}
            options={(samples.data?.rows ?? []).map((row) => ({
              value: row.id,
              label: titleOfRow(row, form?.titleField),
            }))}
            onChange={(id: string) => change(samples.data?.rows.find((row) => row.id === id) ?? {})}
          />
          <SampleFields fields={fields} values={record} onChange={change} />
        </section>
        {isChange && (
          <section>
            <h3>{t('try.before')}</h3>
            <SampleFields
              fields={changing}
              values={previous}
              placeholders={record}
              onChange={(next) => {
                setPrevious(next);
                setEvents([]);
              }}
            />
          </section>
        )}

        {data !== undefined && error === null && (
          <>
            <Alert
              type={data.starts ? 'success' : 'warning'}
              showIcon
              message={t(data.starts ? 'try.starts' : 'try.startsNot')}
            />
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
                  <Button
                    type="primary"
                    ghost
                    icon={<FastForwardOutlined />}
                    onClick={() => add({ after: untilNext(data.now, data.nextDue as string) })}
                  >
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
                <OpenTask
                  key={`${task.node} ${task.visit} ${task.name}`}
                  title={task.title}
                  person={simulatedPerson(task.person, t)}
                  actions={task.actions}
                  onAct={(action, comment) =>
                    add({ do: action, node: task.node, person: task.person.id, ...(comment === '' ? {} : { comment }) })
                  }
                />
              ))}
            </section>
            <section>
              <h3>{t('try.trace')}</h3>
              <SimulationTrace trace={data.trace} />
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

function OpenTask({
  title,
  person,
  actions,
  onAct,
}: {
  title: LocalText;
  person: string;
  actions: readonly string[];
  onAct: (action: string, comment: string) => void;
}) {
  const { t } = useTranslation('flows');
  const text = useText();
  const [comment, setComment] = useState('');
  return (
    <div className={styles['task']}>
      <strong>{text(title)}</strong>
      <span>{person}</span>
      <Input
        size="small"
        placeholder={t('try.comment')}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      <Space>
        {actions.map((action) => (
          <Button
            key={action}
            size="small"
            {...(action === 'reject' ? { danger: true } : { type: 'primary' as const })}
            onClick={() => onAct(action, comment)}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      </Space>
    </div>
  );
}

function valueOf(field: string | undefined, value: JsonValue | undefined): RecordValues {
  return field === undefined || value === undefined ? {} : { [field]: value };
}

/** The fields whose keys stand in the flow's settings: the others cannot matter to it. */
function fieldsSpokenOf(fields: Iterable<FieldModel>, settings: string): FieldModel[] {
  return [...fields].filter(
    (field) =>
      !field.isSystem &&
      settings.includes(field.key) &&
      field.references === undefined &&
      field.valueType !== 'json' &&
      field.valueType !== 'list',
  );
}

function titleOfRow(row: RecordValues, titleField: string | null | undefined): string {
  return plainText(titleField === null || titleField === undefined ? row['id'] : row[titleField]);
}

/** Whole minutes, rounded up: the moment itself must be reached. */
function untilNext(now: string, due: string): Span {
  return { amount: Math.max(0, Math.ceil((Date.parse(due) - Date.parse(now)) / 60_000)), unit: 'minutes' };
}

function spanLabel({ amount, unit }: Span, t: (key: string) => string): string {
  return `${amount} ${t(`try.units.${unit}`)}`;
}
