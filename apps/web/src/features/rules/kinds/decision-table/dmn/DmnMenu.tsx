import { MoreOutlined } from '@ant-design/icons';
import { tableOf } from '@tangram/rules';
import { type DmnImport, exportDmn, importDmn } from '@tangram/rules/dmn';
import { Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../../../app/i18n.ts';
import { useDesigner } from '../../../designer-context.ts';
import { useTable } from '../table-context.ts';
import { DmnDialog } from './DmnDialog.tsx';

/** Tables come from and go to other tools as DMN files. */
export function DmnMenu() {
  const { t } = useTranslation('rules');
  const text = useText();
  const language = useLanguage();
  const { app, ruleKey } = useDesigner();
  const { table } = useTable();
  const file = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<DmnImport | null>(null);
  const save = () => {
    const name = text(table.title) || ruleKey;
    const namespace = `https://tangram.example/${encodeURIComponent(app)}/${encodeURIComponent(ruleKey)}`;
    const xml = exportDmn([{ name, table: tableOf(table) }], { name, namespace, language });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
    link.download = `${ruleKey}.dmn`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const take = async (input: HTMLInputElement) => {
    const xml = await input.files?.[0]?.text();
    // The same file may be chosen again.
    input.value = '';
    if (xml !== undefined) setRead(importDmn(xml));
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'import', label: t('table.dmn.import') },
            { key: 'export', label: t('table.dmn.export') },
          ],
          onClick: ({ key }) => (key === 'import' ? file.current?.click() : save()),
        }}
      >
        <Button type="text" icon={<MoreOutlined />} aria-label={t('table.dmn.menu')} />
      </Dropdown>
      <input
        ref={file}
        type="file"
        accept=".dmn,.xml"
        hidden
        aria-label={t('table.dmn.import')}
        onChange={(event) => void take(event.currentTarget)}
      />
      {read !== null && <DmnDialog read={read} onClose={() => setRead(null)} />}
    </>
  );
}
