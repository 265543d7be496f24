import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { type FeelType, membersOf, type Scope } from '@tangram/expression';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/i18n.ts';
import type { ExpressionSurroundings } from '../expression-surroundings.ts';
import styles from '../ExpressionEditor.module.css';
import { readAloud } from '../read-aloud.ts';
import type { DecisivePart } from './decisive-parts.ts';
import { useValueWords } from './useValueWords.ts';

/** The parts of a condition: what holds, what does not, and the values that decided it. */
export function PartsList({ parts, around }: { parts: readonly DecisivePart[]; around: ExpressionSurroundings }) {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  const words = useValueWords(around.names);
  const sentenceOf = (text: string) => readAloud(text, { scope: around.scope, language, names: around.names });
  return (
    <ul className={styles['decided']}>
      {parts.map(({ text, holds, isDecisive, values }, at) => {
        const mark = holds === true ? 'holds' : holds === false ? 'fails' : 'unknown';
        return (
          // The same part may stand twice in one condition.
          <li key={`${at} ${text}`} data-holds={mark} data-decisive={isDecisive}>
            <span className={styles['mark']} role="img" aria-label={t(`preview.${mark}`)}>
              {holds === true ? <CheckOutlined /> : holds === false ? <CloseOutlined /> : <QuestionOutlined />}
            </span>
            <span>
              {sentenceOf(text)}
              {values.length > 0 && (
                <small>
                  {values
                    .map(({ text: path, value }) => {
                      const title = around.names.titleOf?.(path) ?? path;
                      return `${title}${t('colon')}${words(value, typeAt(around.scope, path), path)}`;
                    })
                    .join(' · ')}
                </small>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The type of a path through the scope; undefined for anything else than a path. */
function typeAt(scope: Scope, path: string): FeelType | undefined {
  const [first = '', ...rest] = path.split('.');
  const start = Object.hasOwn(scope.variables, first) ? scope.variables[first] : undefined;
  return rest.reduce<FeelType | undefined>(
    (type, step) => (type === undefined ? undefined : membersOf(type)?.[step]),
    start,
  );
}
