import { ExclamationCircleFilled } from '@ant-design/icons';
import type { Problem } from '@tangram/schema';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './ProblemList.module.css';

/** Every mistake with its sentence and cure. `onShow` jumps to the thing a problem's pointer names. */
export function ProblemList({
  problems,
  onShow,
  mayShow = () => true,
  quiet = false,
}: {
  problems: readonly Problem[];
  onShow?: (problem: Problem) => void;
  /** Whether a problem names a thing to jump to; all do when missing. */
  mayShow?: (problem: Problem) => boolean;
  /** Without its own background, inside a panel that has one. */
  quiet?: boolean;
}) {
  const { t } = useTranslation('ui');
  if (problems.length === 0) return null;
  return (
    <div role="alert">
      <ul className={quiet ? styles['quiet'] : styles['list']}>
        {problems.map((problem, at) => (
          // The same mistake may stand twice at one place: only its position tells the two apart.
          <li key={`${problem.code}${problem.path}${at}`}>
            <ExclamationCircleFilled className={styles['icon'] ?? ''} />
            <div>
              <div>{problem.message}</div>
              {problem.hint !== undefined && <div className={styles['hint']}>{problem.hint}</div>}
            </div>
            {onShow && mayShow(problem) && (
              <Button type="link" size="small" onClick={() => onShow(problem)}>
                {t('problems.show')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
