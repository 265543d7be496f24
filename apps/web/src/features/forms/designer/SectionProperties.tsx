import type { FormDefinition } from '@tangram/schema';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import type { FormDesigner } from './designer-store.ts';
import { setSection } from './form-edits.ts';
import { type NodePath, nodeAt } from './layout-tree.ts';
import styles from './Properties.module.css';
import { Row } from './PropertyRow.tsx';

/** Title and columns of the selected section. */
export function SectionProperties({
  path,
  draft,
  designer,
}: {
  path: NodePath;
  draft: DraftStore<FormDefinition>;
  designer: FormDesigner;
}) {
  const { t } = useTranslation('forms');
  const layout = useStore(draft, ({ document }) => document.form.layout);
  const node = nodeAt(layout, path);
  if (node?.type !== 'section') return null;
  const { edit } = designer.getState();
  return (
    <div className={styles['panel']}>
      <Row title={t('section.title')}>
        {(id) => (
          <LocalTextInput
            id={id}
            value={node.title}
            onChange={(title) => edit('title', setSection(path, { title }), `section-${path.join('.')}`)}
          />
        )}
      </Row>
      <Row title={t('section.columns')}>
        <Segmented<number>
          block
          aria-label={t('section.columns')}
          value={node.columns ?? 1}
          options={[1, 2, 3, 4]}
          onChange={(columns) => edit('columns', setSection(path, { columns }))}
        />
      </Row>
    </div>
  );
}
