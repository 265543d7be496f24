import { simulatedPerson } from './simulated-person.ts';
import type { TraceEntry } from '@tangram/flows';
import { type JsonValue, type LocalText, textIn } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useDesigner } from './designer-context.ts';
import { titleOfNode } from './flow-words.ts';
import { plainText } from './plain-text.ts';
import styles from './TryFlow.module.css';

/** What happened, in sentences; steps that only pass on are left out. */
export function SimulationTrace({ trace }: { trace: readonly TraceEntry[] }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const format = useFormat();
  const { flow, language, form } = useDesigner();
  const step = (id: string | null) =>
    titleOfNode(
      flow.nodes.find((node) => node.id === id),
      language,
    );
  const sentence = (entry: TraceEntry): string | null => {
    switch (entry.type) {
      case 'task':
        return (
          t('try.task', { person: simulatedPerson(entry.person, t), title: text(entry.title) }) +
          (entry.dueAt === null ? '' : ` · ${t('try.due', { when: format.dateTime(entry.dueAt) })}`)
        );
      case 'timer':
        return t('try.timer', { when: format.dateTime(entry.dueAt) });
      case 'effect':
        return t('try.tells', {
          who: ((entry.request['to'] ?? []) as readonly string[]).join(', '),
          title: text(entry.request['title'] as LocalText),
        });
      case 'record':
        return t('try.writes', {
          values: Object.entries(entry.values)
            .map(
              ([key, value]) =>
                `${textIn(form?.fields.get(key)?.definition.title, language) || key}: ${plainText(value)}`,
            )
            .join(', '),
        });
      case 'history': {
        const { kind, by, data, node } = entry.entry;
        if (kind === 'decided')
          return `${by?.name ?? ''}: ${t(`actions.${plainText(data['action'])}`)}${data['comment'] === undefined ? '' : ` · ${plainText(data['comment'])}`}`;
        if (kind === 'left' || kind === 'ended') return outputTitle(node, data['output']);
        return kind === 'gathered' || kind === 'stuck' ? t(`history.${kind}`) : null;
      }
    }
  };
  const outputTitle = (node: string | null, output: JsonValue | undefined): string | null =>
    output === undefined || output === 'next' || node === null
      ? null
      : `→ ${t(`outputs.${plainText(output)}`, { defaultValue: plainText(output) })}`;
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
