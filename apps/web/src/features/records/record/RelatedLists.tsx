import { PlusOutlined } from '@ant-design/icons';
import type { AppForMember, FormAccess, Row } from '@tangram/client';
import { type FormModel, isBlank } from '@tangram/forms';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client } from '../../../app/client.ts';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { formModelOf } from '../../forms/index.ts';
import { Value } from '../ConflictDialog.tsx';
import { NewRecordDrawer } from '../NewRecordDrawer.tsx';
import { recordTitle } from '../record-title.ts';
import { relationsTo } from './relations.ts';
import styles from './RelatedLists.module.css';

const shown = 8;

/** The records of other forms that refer to this one. */
export function RelatedLists({
  app,
  form,
  row,
  title,
}: {
  app: AppForMember;
  form: FormModel;
  row: Row;
  title: string;
}) {
  const relations = relationsTo(app, form.key);
  return (
    <>
      {relations.map((relation) => {
        const other = formModelOf(app, relation.form);
        const access = app.forms[relation.form]?.access;
        if (other === undefined || access === undefined || !access.operations.includes('read')) return null;
        return (
          <RelatedList
            key={`${relation.form}/${relation.field}`}
            form={other}
            field={relation.field}
            access={access}
            row={row}
            title={title}
          />
        );
      })}
    </>
  );
}

function RelatedList({
  form,
  field,
  access,
  row,
  title,
}: {
  form: FormModel;
  /** The reference that points here. */
  field: string;
  access: FormAccess;
  row: Row;
  title: string;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const language = useLanguage();
  const [isAdding, setAdding] = useState(false);
  const columns = [...form.fields.values()]
    .filter((one) => !one.isSystem && one.key !== field && one.key !== form.titleField)
    .slice(0, 3);
  const { data, refetch } = useQuery({
    queryKey: keys.records(form.app, form.key, 'related', field, row.id),
    queryFn: () =>
      client.records.list(form.app, form.key, {
        filter: `${field}.id = "${row.id}"`,
        sort: [{ field: 'created_at', direction: 'descending' }],
        limit: shown,
        count: 'capped',
      }),
  });
  const path = `/apps/${encodeURIComponent(form.app)}/forms/${encodeURIComponent(form.key)}`;
  const count = data?.count === undefined ? 0 : typeof data.count === 'number' ? data.count : data.count.value;
  return (
    <section className={styles['related']}>
      <header>
        <h2>
          {text(form.definition.form.title)} {count > 0 && <span>{count}</span>}
        </h2>
        {access.operations.includes('create') && (
          <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('record.relatedAdd')}
          </Button>
        )}
      </header>
      {data?.rows.length === 0 && <p>{t('record.relatedNone')}</p>}
      {data?.rows.map((one) => (
        <Link key={one.id} to={`${path}/${one.id}`} className={styles['line']}>
          <strong>{recordTitle(form, one, language) || t('record.untitled')}</strong>
          {columns.map((column) => (
            <span key={column.key}>
              {!isBlank(one[column.key] ?? null) && (
                <Value form={form} field={column.key} value={one[column.key] ?? null} />
              )}
            </span>
          ))}
        </Link>
      ))}
      {isAdding && (
        <NewRecordDrawer
          form={form}
          access={access}
          values={{ [field]: { id: row.id, title } }}
          onClose={() => setAdding(false)}
          onCreated={() => void refetch()}
        />
      )}
    </section>
  );
}
