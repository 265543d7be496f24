import { useDraggable } from '@dnd-kit/core';
import { fieldGroups, fieldTypes } from '@tangram/forms';
import type { LocalText } from '@tangram/schema';
import { Input } from 'antd';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { FormDesigner } from './designer-store.ts';
import styles from './Palette.module.css';

/** What a palette entry carries while it is dragged. */
export type PaletteThing = { readonly kind: 'field'; readonly type: string } | { readonly kind: 'section' };

/** Every field type by group, to be dragged onto the canvas or clicked; found by its name in any language. */
export const Palette = memo(function Palette({ designer }: { designer: FormDesigner }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const isFound = (...titles: LocalText[]) => wanted === '' || titles.some((title) => allTexts(title).includes(wanted));
  const groups = fieldGroups.map((group) => ({
    group,
    types: fieldTypes.filter((type) => type.group === group.key && isFound(type.title, type.type, group.title)),
  }));
  const sectionTitle: LocalText = { en: 'Section', zh: '分区' };
  const showsSection = isFound(sectionTitle);
  const isEmpty = !showsSection && groups.every(({ types }) => types.length === 0);
  return (
    <div className={styles['palette']}>
      <Input.Search
        allowClear
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.map(
        ({ group, types }) =>
          types.length > 0 && (
            <section key={group.key}>
              <h3>{text(group.title)}</h3>
              <div className={styles['things']}>
                {types.map((type) => (
                  <Thing
                    key={type.type}
                    thing={{ kind: 'field', type: type.type }}
                    title={text(type.title)}
                    icon={type.icon}
                    onAdd={() => designer.getState().add(type.type)}
                  />
                ))}
              </div>
            </section>
          ),
      )}
      {showsSection && (
        <section>
          <h3>{t('palette.layout')}</h3>
          <div className={styles['things']}>
            <Thing
              thing={{ kind: 'section' }}
              title={text(sectionTitle)}
              icon="SplitCellsOutlined"
              onAdd={() => designer.getState().addSection()}
            />
          </div>
        </section>
      )}
      {isEmpty && <p className={styles['none']}>{t('palette.none')}</p>}
    </div>
  );
});

function Thing({ thing, title, icon, onAdd }: { thing: PaletteThing; title: string; icon: string; onAdd: () => void }) {
  const name = thing.kind === 'field' ? thing.type : 'section';
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `palette:${name}`,
    data: { thing, title, icon },
  });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={styles['thing']}
      data-palette={name}
      data-dragging={isDragging}
      {...attributes}
      {...listeners}
      onClick={onAdd}
    >
      <Icon name={icon} />
      <span>{title}</span>
    </button>
  );
}

function allTexts(title: LocalText): string {
  return (typeof title === 'string' ? title : Object.values(title).join(' ')).toLowerCase();
}
