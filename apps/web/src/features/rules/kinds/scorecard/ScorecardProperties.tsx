import { type JsonObject, localTextSchema } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { ConditionField } from '../../ConditionField.tsx';
import { useDesigner } from '../../designer-context.ts';
import styles from '../../Rules.module.css';
import type { PartPlace } from '../rule-view.ts';
import { changeAttribute, changeBand } from './scorecard-edits.ts';

const pointsSchema = {
  type: 'object',
  properties: {
    title: { ...localTextSchema, title: { en: 'What counts', zh: '计分项' } },
    points: { type: 'number', title: { en: 'Points', zh: '分值' } },
  },
};

const bandSchema = {
  type: 'object',
  properties: {
    title: { ...localTextSchema, title: { en: 'Name', zh: '名称' } },
    from: { type: 'number', title: { en: 'From (points)', zh: '起点（分）' } },
  },
};

/** The settings of a line or of a band. */
export function ScorecardProperties({ part, index }: PartPlace) {
  return part === 'bands' ? <Band index={index} /> : <Line index={index} />;
}

function Band({ index }: { index: number }) {
  const { t } = useTranslation('rules');
  const { designer, rule, problems } = useDesigner();
  const band = rule.type === 'scorecard' ? rule.bands?.[index] : undefined;
  if (band === undefined) return null;
  return (
    <SettingsForm
      schema={bandSchema}
      value={{ title: band.title, from: band.from } as JsonObject}
      onChange={(next) => designer.getState().edit(t('edits.settings'), changeBand(index, next), `band ${index}`)}
      problems={problems}
      path={`/bands/${index}`}
    />
  );
}

function Line({ index }: { index: number }) {
  const { t } = useTranslation('rules');
  const { designer, rule, problems } = useDesigner();
  const attribute = rule.type === 'scorecard' ? rule.attributes[index] : undefined;
  if (attribute === undefined) return null;
  const { edit } = designer.getState();
  return (
    <>
      <SettingsForm
        schema={pointsSchema}
        value={{ title: attribute.title, points: attribute.points } as JsonObject}
        onChange={(next) => edit(t('edits.settings'), changeAttribute(index, next), `attribute ${index}`)}
        problems={problems}
        path={`/attributes/${index}`}
      />
      <h3 className={styles['subheading']}>{t('score.condition')}</h3>
      <ConditionField
        // The text `true` is a line that always counts: an empty builder.
        value={attribute.when === 'true' ? '' : attribute.when}
        emptyText={t('always')}
        onChange={(when) =>
          edit(t('edits.condition'), changeAttribute(index, { when: when === '' ? 'true' : when }), `when ${index}`)
        }
      />
    </>
  );
}
