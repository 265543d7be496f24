import { type JsonValue, textIn } from '@tangram/schema';
import { Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { chooseWords } from './choose-words.ts';
import { type FieldInputProps, type ReferenceValue, useFieldSurroundings } from '../field.view.tsx';

/** A pause in typing before the server is asked. */
const searchAfterMs = 200;

/** Chooses one record or person out of those found by the text typed. */
export function RecordPicker({
  field,
  find,
  value,
  onChange,
  onDone,
  id,
  isReadOnly,
  hasProblem,
  autoFocus,
  placeholder,
  label,
}: FieldInputProps & {
  find: ((text: string) => Promise<readonly ReferenceValue[]>) | undefined;
  /** How one found record is drawn; its title alone when missing. */
  label?: (reference: ReferenceValue) => ReactNode;
}) {
  const { language } = useFieldSurroundings();
  const chosen = referenceOf(value);
  const [isOpen, setOpen] = useState(autoFocus === true);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<readonly ReferenceValue[] | null>(null);

  useEffect(() => {
    if (!isOpen || find === undefined) return;
    let isCurrent = true;
    const timer = setTimeout(
      () => {
        find(search).then(
          (rows) => isCurrent && setFound(rows),
          () => isCurrent && setFound([]),
        );
      },
      search === '' ? 0 : searchAfterMs,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isOpen, search, find]);

  const shown = (reference: ReferenceValue) => label?.(reference) ?? titleOf(reference);
  const options = (found ?? []).map((reference) => ({ value: reference.id, label: shown(reference), reference }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(hasProblem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      placeholder={placeholder ?? (textIn(field.placeholder, language) || chooseWords[language])}
      style={{ width: '100%' }}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setSearch }}
      allowClear
      loading={isOpen && found === null && find !== undefined}
      autoFocus={autoFocus ?? false}
      open={isOpen}
      disabled={isReadOnly === true || find === undefined}
      notFoundContent={found === null ? null : words[language]}
      value={chosen === null ? null : { value: chosen.id, label: shown(chosen) }}
      options={options}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) onDone?.();
      }}
      onChange={(next) => {
        const picked = found?.find((reference) => reference.id === next?.value);
        onChange(picked === undefined ? null : { id: picked.id, title: picked.title });
        setSearch('');
      }}
    />
  );
}

/** A reference as it is read, or an id alone. */
export function referenceOf(value: JsonValue): ReferenceValue | null {
  if (typeof value === 'string') return { id: value, title: null };
  if (value === null || typeof value !== 'object' || !('id' in value)) return null;
  const { id, title } = value as { id: JsonValue; title?: JsonValue };
  return typeof id === 'string' ? { id, title: typeof title === 'string' ? title : null } : null;
}

export function titleOf(reference: ReferenceValue): string {
  return reference.title ?? '…';
}

const words = { en: 'Nothing found', zh: '没有找到' };
