import { useQuery } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { useMe } from '../../app/session.ts';

/** To whom a task is handed over. */
export function TransferDialog({ onClose, onChoose }: { onClose: () => void; onChoose: (person: string) => void }) {
  const { t } = useTranslation('inbox');
  const me = useMe();
  const [person, setPerson] = useState<string>();
  const { data } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const options = (data?.rows ?? [])
    .filter((one) => one.id !== me.id)
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Modal
      open
      title={t('transfer')}
      okText={t('transfer')}
      okButtonProps={{ disabled: person === undefined }}
      onOk={() => person !== undefined && onChoose(person)}
      onCancel={onClose}
    >
      <Select
        style={{ width: '100%' }}
        aria-label={t('transferTo')}
        placeholder={t('transferTo')}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        {...(person === undefined ? {} : { value: person })}
        onChange={(next: string) => setPerson(next)}
      />
    </Modal>
  );
}
