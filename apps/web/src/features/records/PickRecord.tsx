import { personForm } from '@tangram/forms';
import { type ReferenceValue, useFieldSurroundings } from '@tangram/forms/view';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useFieldSurroundingsOf } from '../forms/index.ts';

/** Chooses a record or a person by its title, for conditions: the id is what is kept. */
export function PickRecord({
  form,
  value,
  onChange,
}: {
  form: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('records');
  const { app = '' } = useParams();
  const around = useFieldSurroundings();
  const own = useFieldSurroundingsOf(app);
  const { findPeople, findRecords } = around.findPeople === undefined ? own : around;
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const [chosen, setChosen] = useState<ReferenceValue | null>(null);
  const { data: found } = useQuery({
    queryKey: ['pick-record', app, form, wanted],
    queryFn: async () => (await (form === personForm ? findPeople?.(wanted) : findRecords?.(form, wanted))) ?? [],
    placeholderData: (before: readonly ReferenceValue[] | undefined) => before,
  });
  const rows = found ?? [];
  const shown = rows.find((one) => one.id === value) ?? (chosen !== null && chosen.id === value ? chosen : undefined);
  const options = shown === undefined || rows.some((one) => one.id === shown.id) ? rows : [shown, ...rows];
  return (
    <Select
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={t('filter.value')}
      aria-label={t('filter.value')}
      {...(value === undefined ? {} : { value })}
      options={options.map((one) => ({ value: one.id, label: one.title ?? one.id.slice(0, 8) }))}
      onChange={(id: string | undefined) => {
        setChosen(rows.find((one) => one.id === id) ?? null);
        onChange(id);
      }}
    />
  );
}
