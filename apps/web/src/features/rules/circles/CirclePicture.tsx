import type { RuleCircle } from '@tangram/rules';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../../app/i18n.ts';
import { useDesigner } from '../designer-context.ts';
import styles from './RuleCircles.module.css';

/**
 * One circle: the rules from the top down, between them what each changes to wake the next, and a line from the last one
 * back to the first.
 */
export function CirclePicture({ circle: { stations, ends } }: { circle: RuleCircle }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { app, ruleKey, form } = useDesigner();
  const titleOf = (field: string) => text(form?.fields.get(field)?.definition.title) || field;
  return (
    <figure className={styles['circle']} data-ends={ends}>
      <figcaption>
        <strong>{t(`circles.${ends}.name`)}</strong> {t(`circles.${ends}.why`)}
      </figcaption>
      <ol>
        {stations.map(({ key, title, fields }, at) => (
          <li key={key}>
            <div className={styles['station']}>
              {key === ruleKey ? (
                <strong>{text(title)}</strong>
              ) : (
                <Link to={`/apps/${app}/design/rules/${key}`} target="_blank">
                  {text(title)}
                </Link>
              )}
              {key === ruleKey && <span>{t('circles.own')}</span>}
            </div>
            <p>
              {t(at === stations.length - 1 ? 'circles.back' : 'circles.wakes', {
                fields: fields.map(titleOf).join(t('circles.and')),
              })}
            </p>
          </li>
        ))}
      </ol>
    </figure>
  );
}
