import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  ExclamationCircleFilled,
  RightCircleOutlined,
} from '@ant-design/icons';
import type { RunReport } from '@tangram/flows';
import { type JsonObject, type JsonValue, textIn } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { titleOfNode } from './flow-words.ts';
import { plainText } from './plain-text.ts';
import styles from './RunPath.module.css';

/** The story of a run, oldest first: what happened, when, who did it and why; at the end what it waits for. */
export function RunPath({ run }: { run: RunReport }) {
  const { t } = useTranslation('flows');
  const language = useLanguage();
  const format = useFormat();
  const titleOf = (id: string | null) =>
    titleOfNode(
      run.definition.nodes.find((node) => node.id === id),
      language,
    );
  const told = run.history.filter(isTold);
  return (
    <ol className={styles['path']}>
      {told.map((entry) => (
        <li key={entry.seq} data-kind={entry.data['action'] === 'reject' ? 'rejected' : entry.kind}>
          <Mark kind={entry.kind} action={entry.data['action']} />
          <div>
            <p>
              {entry.node !== null && <strong>{titleOf(entry.node)}</strong>} {wordsOf(entry)}
            </p>
            {typeof entry.data['comment'] === 'string' && <blockquote>{entry.data['comment']}</blockquote>}
            {entry.problem !== undefined && <p className={styles['problem']}>{entry.problem.message}</p>}
            {isObject(entry.data['why']) && Object.keys(entry.data['why']).length > 0 && (
              <p className={styles['why']}>{t('run.because', { why: valuesOf(entry.data['why']) })}</p>
            )}
            <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          </div>
        </li>
      ))}
      {run.tasks
        .filter((task) => task.state === 'open')
        .map((task) => (
          <li key={task.id} data-kind="waiting">
            <ClockCircleOutlined />
            <div>
              <p>
                <strong>{titleOf(task.node)}</strong> {t('run.waitsFor', { who: task.assignee.title })}
              </p>
              {task.due_at !== null && (
                <time dateTime={task.due_at}>{t('run.waitsUntil', { when: format.dateTime(task.due_at) })}</time>
              )}
            </div>
          </li>
        ))}
      {run.timers.map((timer) => (
        <li key={`${timer.node} ${timer.visit}`} data-kind="waiting">
          <ClockCircleOutlined />
          <div>
            <p>
              <strong>{titleOf(timer.node)}</strong> {t('run.waitsUntil', { when: format.dateTime(timer.due_at) })}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );

  function wordsOf({ kind, by, data }: RunReport['history'][number]): string {
    const who = by === null ? '' : by.name;
    if (kind === 'started') return t(`startedBy.${plainText(data['kind'])}`);
    if (kind === 'decided' || kind === 'late') return `${t(`actions.${plainText(data['action'])}`)} · ${who}`;
    if (kind === 'transferred') return `${who} → ${plainText(data['to'])}`;
    if (kind === 'left' || kind === 'ended')
      return data['output'] === undefined || data['output'] === 'next'
        ? ''
        : `→ ${t(`outputs.${plainText(data['output'])}`, { defaultValue: plainText(data['output']) })}`;
    return `${t(`history.${kind}`)}${who === '' ? '' : ` · ${who}`}`;
  }
}

/** Arrivals say nothing that departures do not, and a decision says why the step was left. */
function isTold({ kind, node }: RunReport['history'][number], index: number, all: RunReport['history']): boolean {
  if (kind === 'entered') return false;
  if (kind !== 'left' && kind !== 'ended') return true;
  return !(all[index - 1]?.kind === 'decided' && all[index - 1]?.node === node) && index !== 2;
}

function Mark({ kind, action }: { kind: string; action: JsonValue | undefined }) {
  if (kind === 'stuck') return <ExclamationCircleFilled />;
  if (action === 'reject' || kind === 'cancelled') return <CloseCircleFilled />;
  if (kind === 'decided' || kind === 'finished' || kind === 'late') return <CheckCircleFilled />;
  return <RightCircleOutlined />;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valuesOf(why: JsonObject): string {
  return Object.entries(why)
    .map(
      ([path, value]) =>
        `${path} = ${isObject(value) ? textIn(value['title'] as string, 'zh') : value === null ? '—' : plainText(value)}`,
    )
    .join(', ');
}
