import { CaretRightOutlined } from '@ant-design/icons';
import { compileClosure, type Expression, explain, type FeelValue, fromFeel, toFeel } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { Row } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppModel } from '../../../app/app-query.ts';
import { client, problemsToShow } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';
import { useMe } from '../../../app/session.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import type { ExpressionSurroundings } from '../expression-surroundings.ts';
import styles from '../ExpressionEditor.module.css';
import { decisiveParts } from './decisive-parts.ts';
import { PartsList } from './PartsList.tsx';
import { pathsToRead, recordEnvironment, unknownHere } from './record-environment.ts';
import { useValueWords } from './useValueWords.ts';

const mostFound = 20;

/** The value of an expression for one record of its form, computed here; of a condition also what decides it. */
export function RecordPreview(props: { expression: Expression; around: ExpressionSurroundings; form: FormModel }) {
  const { t } = useTranslation('expressions');
  const { form } = props;
  const published = useAppModel(form.app)?.forms[form.key];
  const [isOpen, setIsOpen] = useState(false);
  // Before the first publication there are no records.
  if (published === undefined) return null;
  return (
    <div className={styles['preview']}>
      <Button
        type="text"
        size="small"
        aria-expanded={isOpen}
        icon={<CaretRightOutlined rotate={isOpen ? 90 : 0} />}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('preview.title')}
      </Button>
      {isOpen && <OpenPreview {...props} />}
    </div>
  );
}

function OpenPreview({
  expression,
  around,
  form,
}: {
  expression: Expression;
  around: ExpressionSurroundings;
  form: FormModel;
}) {
  const { t } = useTranslation('expressions');
  const published = useAppModel(form.app)?.forms[form.key]?.definition;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | undefined>();
  const search = useDeferredValue(typed.trim());
  const fields = useMemo(() => {
    // A field that only the draft has is no column yet: it is blank in every record.
    const isStored = (path: string) => {
      const [first = ''] = path.split('.');
      return form.fields.get(first)?.isSystem === true || published?.properties[first] !== undefined;
    };
    const title = form.titleField === null ? [] : [form.titleField];
    return [...new Set([...title, ...pathsToRead(expression, form)])].filter(isStored);
  }, [expression, form, published]);
  const { data, error } = useQuery({
    queryKey: keys.records(form.app, form.key, 'expression preview', fields, search),
    queryFn: () =>
      client.records.list(form.app, form.key, {
        limit: mostFound,
        fields,
        ...(search === '' ? {} : { search }),
      }),
    placeholderData: (before) => before,
    retry: false,
  });
  const rows = data?.rows ?? [];
  const row = rows.find(({ id }) => id === chosen) ?? rows[0];
  return (
    <div className={styles['previewBody']}>
      <Select
        size="small"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        aria-label={t('preview.record')}
        placeholder={t('preview.none')}
        {...(row === undefined ? {} : { value: row.id })}
        options={rows.map((one) => ({ value: one.id, label: titleOf(one, form) }))}
        onChange={setChosen}
      />
      {error !== null && <ProblemList quiet problems={problemsToShow(error)} />}
      {row !== undefined && <CountedOutcome {...{ expression, around, form, row }} />}
    </div>
  );
}

interface OutcomeParts {
  readonly expression: Expression;
  readonly around: ExpressionSurroundings;
  readonly form: FormModel;
  readonly row: Row;
}

/** Related records are counted by the server; everything else is computed here. */
function CountedOutcome(parts: OutcomeParts) {
  const { expression, form, row } = parts;
  const counts = expression.aggregates.map(({ text }) => text);
  const { data, error } = useQuery({
    queryKey: keys.reports(form.app, 'expression preview', form.key, row.id, counts),
    queryFn: () => client.records.counts(form.app, form.key, row.id, counts),
    enabled: counts.length > 0,
    retry: false,
  });
  const known = useMemo(
    () =>
      new Map(expression.aggregates.map(({ text, type }) => [text, toFeel(data?.counts[text] ?? null, type)] as const)),
    [expression, data],
  );
  if (error !== null) return <ProblemList quiet problems={problemsToShow(error)} />;
  if (counts.length > 0 && data === undefined) return null;
  return <Outcome {...parts} counts={known} />;
}

function Outcome({
  expression,
  around,
  form,
  row,
  counts,
}: OutcomeParts & { readonly counts: ReadonlyMap<string, FeelValue> }) {
  const { t } = useTranslation('expressions');
  const me = useMe();
  const words = useValueWords(around.names);
  const isCondition = expression.type.type === 'boolean';
  // One clock for as long as the preview is open: the value moves only with the expression and the record.
  const [now] = useState(() => new Date());
  const { value, parts } = useMemo(() => {
    const environment = { ...recordEnvironment(row, form, me, now), aggregates: counts };
    try {
      return {
        value: fromFeel(compileClosure(expression)(environment)),
        parts: isCondition ? decisiveParts(explain(expression, environment)) : [],
      };
    } catch {
      // Only a loop without end is stopped so; the sentence below says it.
      return { value: undefined, parts: [] };
    }
  }, [expression, form, me, row, isCondition, now, counts]);
  if (value === undefined) return <p className={styles['quiet']}>{t('preview.stopped')}</p>;
  const holds = value === true ? 'holds' : value === false ? 'fails' : 'unknown';
  return (
    <>
      <p className={styles['outcome']} {...(isCondition ? { 'data-holds': holds } : {})}>
        {isCondition ? t(`preview.${holds}`) : words(value, expression.type)}
      </p>
      {parts.length > 1 || holds === 'unknown' ? <PartsList parts={parts} around={around} /> : null}
      {unknownHere(expression, form).map((note) => (
        <p key={note} className={styles['quiet']}>
          {t(`preview.notes.${note}`)}
        </p>
      ))}
    </>
  );
}

function titleOf(row: Row, form: FormModel): string {
  const title = form.titleField === null ? undefined : row[form.titleField];
  return typeof title === 'string' && title !== '' ? title : row.id.slice(0, 8);
}
