import { Button } from 'antd';
import type { Mark } from './editor/CodeEditor.tsx';
import styles from './ExpressionEditor.module.css';
import type { Fix } from './text/problem-fix.ts';

/** What is wrong with the text and what was read otherwise than written, each with the click that mends it. */
export function ProblemNotes({ marks, onFix }: { marks: readonly Mark[]; onFix: (fix: Fix) => void }) {
  if (marks.length === 0) return null;
  return (
    <ul className={styles['problems']} role="alert">
      {marks.map(({ from, to, severity, message, fix }) => (
        <li key={`${from} ${to} ${message}`} data-severity={severity}>
          {message}
          {fix !== undefined && (
            <Button size="small" type="link" className={styles['fix'] ?? ''} onClick={() => onFix(fix)}>
              {fix.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
