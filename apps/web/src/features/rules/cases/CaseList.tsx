import { CheckCircleFilled, CloseCircleFilled, DeleteOutlined } from '@ant-design/icons';
import type { CaseResult } from '@tangram/rules';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { useFormat } from '../../../ui/useFormat.ts';
import { useDesigner } from '../designer-context.ts';
import { FieldValue } from '../FieldValue.tsx';
import styles from '../Why.module.css';
import { caseKeys } from './useCaseReport.ts';

/** Cases, each with what it should come to and, where it does not, what it comes to. */
export function CaseList({ rows, mayRemove = false }: { rows: readonly CaseResult[]; mayRemove?: boolean }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { app, ruleKey } = useDesigner();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => client.work.removeRuleCase(app, ruleKey, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: caseKeys(app, ruleKey) }),
  });
  return (
    <ul className={styles['tried']}>
      {rows.map((row) => (
        <li key={row.id} data-matched={row.passes}>
          <header>
            {row.passes ? (
              <CheckCircleFilled aria-label={t('cases.passes')} />
            ) : (
              <CloseCircleFilled aria-label={t('cases.flips')} />
            )}
            <strong>{row.title || '—'}</strong>
            <span className={styles['quiet']}>
              {format.dateTime(row.at)} · {row.by}
            </span>
            {mayRemove && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('remove')}
                disabled={remove.isPending}
                onClick={() => remove.mutate(row.id)}
              />
            )}
          </header>
          {!row.passes && <Difference row={row} />}
        </li>
      ))}
    </ul>
  );
}

function Difference({ row: { expected, outcome, values } }: { row: CaseResult }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { form } = useDesigner();
  const fields = new Set([...Object.keys(expected.values ?? {}), ...Object.keys(outcome.changes)]);
  const refusal = expected.refused !== undefined && expected.refused !== outcome.refused;
  const shown = (field: string, value: CaseResult['values'][string] | undefined) => (
    <FieldValue form={form} field={field} value={value ?? null} titles={{}} blank={t('try.blank')} />
  );
  return (
    <>
      {refusal && <p>{t(expected.refused === true ? 'cases.shouldRefuse' : 'cases.shouldSave')}</p>}
      {[...fields].map((field) => (
        <p key={field}>
          {text(form?.fields.get(field)?.definition.title) || field}: {t('cases.should')}{' '}
          {shown(
            field,
            expected.values !== undefined && field in expected.values ? expected.values[field] : values[field],
          )}
          {t('cases.comesTo')} {shown(field, field in outcome.changes ? outcome.changes[field] : values[field])}
        </p>
      ))}
    </>
  );
}
