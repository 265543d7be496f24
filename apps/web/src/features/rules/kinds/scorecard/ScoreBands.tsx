import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { keyFrom, type ScoreBand, type Scorecard } from '@tangram/schema';
import { Button, InputNumber, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../../app/i18n.ts';
import { ActionList } from '../../ActionList.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from './Scorecard.module.css';
import { removePart } from '../../rule-edits.ts';
import { addBand, changeBand } from './scorecard-edits.ts';

/** The bands of a scorecard, lowest first, each with what happens when a record enters it. */
export function ScoreBands({ rule }: { rule: Scorecard }) {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const bands = rule.bands ?? [];
  const add = () => {
    const number = bands.length + 1;
    const key = keyFrom(`band ${number}`, new Set(bands.map((band) => band.key)), 'band');
    const from = (bands.at(-1)?.from ?? -50) + 50;
    const { edit, select } = designer.getState();
    edit(
      t('edits.add', { name: t('score.band') }),
      addBand({ key, title: { en: `Band ${number}`, zh: `分段 ${number}` }, from, actions: [] }),
    );
    select({ type: 'part', part: 'bands', index: bands.length });
  };
  return (
    <section className={styles['sheet']}>
      <header>
        <h2>{t('score.bands')}</h2>
        <span>{t('score.bandsHint')}</span>
      </header>
      <ol className={styles['bands']}>
        {bands.map((band, index) => (
          <BandCard key={band.key} band={band} index={index} />
        ))}
      </ol>
      <footer>
        <Button type="text" icon={<PlusOutlined />} onClick={add}>
          {t('score.addBand')}
        </Button>
      </footer>
    </section>
  );
}

function BandCard({ band, index }: { band: ScoreBand; index: number }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer } = useDesigner();
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === 'bands' && selection.index === index,
  );
  const { edit, select } = designer.getState();
  return (
    <li className={styles['band']} data-selected={isSelected}>
      <header>
        <button
          type="button"
          className={styles['bandName']}
          onClick={() => select({ type: 'part', part: 'bands', index })}
        >
          {text(band.title)}
        </button>
        {band.once === true && <span className={styles['onlyOnce']}>{t('score.onlyOnce')}</span>}
        <label>
          {t('score.from')}
          <InputNumber
            size="small"
            aria-label={`${text(band.title)} ${t('score.from')}`}
            value={band.from}
            onChange={(from) => {
              if (from !== null) edit(t('edits.settings'), changeBand(index, { from }), `from ${index}`);
            }}
          />
        </label>
        <Tooltip title={t('remove')}>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t('remove')} ${text(band.title)}`}
            onClick={() => {
              select(null);
              edit(t('edits.remove'), removePart('bands', index));
            }}
          />
        </Tooltip>
      </header>
      <ActionList list={`/bands/${index}/actions`} emptyText={t('score.noBandActions')} />
    </li>
  );
}
