import type { FieldModel } from '@tangram/forms';
import { type ReferenceValue, useFieldSurroundings } from '@tangram/forms/view';
import type { LocalText } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../../app/i18n.ts';

/**
 * What a text of the file is meant to say: offers the field's own options, or the records or people that it may name.
 * Any other text can be typed as well: the check says whether it is understood.
 */
export function MeantInput({
  said,
  field,
  value,
  onChange,
}: {
  /** As the file has it. */
  said: string;
  field: FieldModel | undefined;
  value: string;
  onChange: (value: string) => void;
}) {
  const text = useText();
  const { findPeople, findRecords } = useFieldSurroundings();
  const [isOpen, setOpen] = useState(false);
  const wanted = useDeferredValue(value.trim());
  const named = field?.references;
  const { data: found = [] } = useQuery({
    queryKey: ['import-meant', named, wanted],
    queryFn: async () => {
      if (named === undefined) return [];
      const rows = named === 'person' ? findPeople?.(wanted) : findRecords?.(`${named.app}/${named.form}`, wanted);
      return (await rows) ?? [];
    },
    enabled: isOpen && named !== undefined,
    placeholderData: (before: readonly ReferenceValue[] | undefined) => before,
  });
  const options = (field?.definition.settings?.['options'] ?? []) as readonly { value: string; title?: LocalText }[];
  const offered =
    named === undefined
      ? options.map((option) => text(option.title) || option.value)
      : found.flatMap(({ title }) => (title == null || title === '' ? [] : [title]));
  return (
    <AutoComplete
      style={{ width: '100%' }}
      allowClear
      aria-label={said}
      placeholder={said}
      value={value}
      // Records are found by the server, in other words than those typed perhaps; a field's options are all here.
      {...(named === undefined ? { showSearch: { filterOption: contains } } : {})}
      options={[...new Set(offered)].map((one) => ({ value: one }))}
      onOpenChange={setOpen}
      onChange={(next: string | undefined) => onChange(next ?? '')}
    />
  );
}

function contains(typed: string, option: { value?: unknown } | undefined): boolean {
  return String(option?.value).toLowerCase().includes(typed.trim().toLowerCase());
}
