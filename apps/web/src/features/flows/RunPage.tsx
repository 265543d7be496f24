import { nodeTypeNamed, type RunReport } from '@tangram/flows';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { FlowPicture, type StepMark } from './FlowPicture.tsx';
import { sentenceOfNode } from './flow-words.ts';
import { operateRun, type RunOperation } from './operate-run.ts';
import { RunPath } from './RunPath.tsx';
import styles from './RunPath.module.css';
import { RunState } from './RunState.tsx';
import { runQuery } from './run-query.ts';
import { useFlowSurroundings } from './useFlowSurroundings.ts';

/** `/runs/:id`: one run on its own picture, with its path beside it. */
export function RunPage() {
  const { t } = useTranslation('flows');
  const { id = '' } = useParams();
  const { data: run, error } = useQuery(runQuery(id));
  if (error !== null) return <TroublePage title={t('run.missing')} problems={problemsToShow(error)} />;
  return run === undefined ? <RowsSkeleton /> : <Run run={run} />;
}

function Run({ run }: { run: RunReport }) {
  const text = useText();
  const { language, form, names, formNamed } = useFlowSurroundings(run.app, run.definition.form);
  const { marks, passed } = useMemo(() => marksOf(run), [run]);
  const sentenceOf = useCallback(
    (node: RunReport['definition']['nodes'][number]) =>
      sentenceOfNode(run.definition, node, form, { language, names, formNamed }),
    [run.definition, form, language, names, formNamed],
  );
  return (
    <div className={styles['page']}>
      <div className={styles['picture']}>
        <FlowPicture flow={run.definition} language={language} sentenceOf={sentenceOf} marks={marks} passed={passed} />
      </div>
      <div className={styles['side']}>
        <div className={styles['head']}>
          <h1>{text(run.title)}</h1>
          <Link to={`/apps/${encodeURIComponent(run.app)}/forms/${encodeURIComponent(run.form)}/${run.record.id}`}>
            {run.record.title ?? run.record.id}
          </Link>
          <span>
            <RunState state={run.state} />
          </span>
        </div>
        <Operations run={run} />
        <RunPath run={run} />
      </div>
    </div>
  );
}

/** What an administrator can do with a run that does not go on by itself. */
function Operations({ run }: { run: RunReport }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const me = useMe();
  const operate = useMutation({
    mutationFn: (operation: RunOperation) => operateRun(run.id, operation),
    onSuccess: () => queries.invalidateQueries({ queryKey: runQuery(run.id).queryKey }),
  });
  if (!me.isAdministrator || (run.state !== 'running' && run.state !== 'stuck')) return null;
  const stuck = run.tokens.filter((token) => token.state === 'stuck');
  return (
    <div className={styles['tools']}>
      {run.state === 'stuck' && (
        <Button type="primary" loading={operate.isPending} onClick={() => operate.mutate({ type: 'retry' })}>
          {t('run.retry')}
        </Button>
      )}
      {stuck.flatMap((token) => {
        const node = run.definition.nodes.find((one) => one.id === token.node);
        return (nodeTypeNamed(node?.type ?? '')?.outputs(node?.settings ?? {}) ?? [])
          .filter((output) =>
            run.definition.edges.some((edge) => edge.source === token.node && edge.output === output.key),
          )
          .map((output) => (
            <Button
              key={`${token.id} ${output.key}`}
              onClick={() => operate.mutate({ type: 'skip', token: token.id, output: output.key })}
            >
              {t('run.skip', { output: text(output.title) })}
            </Button>
          ));
      })}
      <Button
        danger
        onClick={() =>
          void modal.confirm({ title: t('run.cancelSure'), onOk: () => operate.mutateAsync({ type: 'cancel' }) })
        }
      >
        {t('run.cancel')}
      </Button>
    </div>
  );
}

/** How each step stands, and the connections that were gone along. */
function marksOf({ history, tokens, definition }: RunReport) {
  const marks = new Map<string, StepMark>();
  const passed = new Set<string>();
  for (const { kind, node, data } of history) {
    if (node === null || (kind !== 'left' && kind !== 'ended')) continue;
    marks.set(node, 'passed');
    for (const edge of definition.edges)
      if (edge.source === node && edge.output === data['output']) passed.add(edge.id);
  }
  for (const token of tokens)
    marks.set(token.node, token.state === 'stuck' ? 'stuck' : token.state === 'gathered' ? 'waiting' : 'here');
  return { marks, passed };
}
