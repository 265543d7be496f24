import { expressionErrors, type Reading } from '@tangram/expression';
import { localizeProblem, type Problem } from '@tangram/schema';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/i18n.ts';
import type { Mark } from './editor/CodeEditor.tsx';
import type { ExpressionSurroundings } from './expression-surroundings.ts';
import styles from './ExpressionEditor.module.css';
import { ProblemNotes } from './ProblemNotes.tsx';
import { fixOf } from './text/problem-fix.ts';
import { useEditorAround } from './useEditorAround.ts';

// A third of a megabyte (105 kB compressed) that only those need who write expressions.
const CodeEditor = lazy(async () => ({ default: (await import('./editor/CodeEditor.tsx')).CodeEditor }));

/** A pause in typing after which mistakes are shown: half a word is no mistake yet. */
const settledAfterMs = 350;

/** FEEL as text: coloured, completed while it is typed, with its mistakes under the words and a click that mends them. */
export function TextEditor({
  id,
  label,
  value,
  onChange,
  around,
  reading,
  placeholder,
  isSingleLine,
}: {
  id: string | undefined;
  label: string;
  value: string;
  onChange: (value: string) => void;
  around: ExpressionSurroundings;
  /** Of `value`; null while it is blank. */
  reading: Reading | null;
  placeholder: string;
  isSingleLine: boolean;
}) {
  const { t } = useTranslation('expressions');
  const language = useLanguage();
  const editorAround = useEditorAround(around);
  const isSettled = useSettled(value);
  const marks = useMemo((): readonly Mark[] => {
    if (reading === null || !isSettled) return [];
    const markOf = (problem: Problem, severity: Mark['severity']): Mark => {
      const { message, hint } = localizeProblem(problem, expressionErrors, language);
      const fix = fixOf(problem, value, (title) => keyOfTitle(around, title));
      const [from, to] = [Number(problem.params?.['from'] ?? 0), Number(problem.params?.['to'] ?? 0)];
      return {
        from,
        to: Math.max(from, to),
        severity,
        message: hint === undefined || fix !== null ? message : `${message}${language === 'zh' ? '' : ' '}${hint}`,
        ...(fix === null
          ? {}
          : { fix: { ...fix, label: t('fix', { text: around.names.titleOf?.(fix.insert) ?? fix.insert }) } }),
      };
    };
    return [
      ...reading.problems.map((problem) => markOf(problem, 'error')),
      ...reading.notes.map((note) => markOf(note, 'info')),
    ];
  }, [reading, isSettled, value, around, language, t]);
  return (
    <div className={styles['text']}>
      <Suspense fallback={<div className={styles['loading']}>{value === '' ? placeholder : value}</div>}>
        <CodeEditor
          {...{ id, label, value, onChange, marks, isSingleLine }}
          around={editorAround}
          placeholder={placeholder === '' ? t('hint') : placeholder}
        />
      </Suspense>
      <ProblemNotes
        marks={marks}
        onFix={({ from, to, insert }) => onChange(value.slice(0, from) + insert + value.slice(to))}
      />
    </div>
  );
}

/** The field that people call `title`, as FEEL. */
function keyOfTitle({ scope, names }: ExpressionSurroundings, title: string): string | undefined {
  const wanted = title.trim().toLowerCase();
  return Object.keys(scope.variables).find(
    (key) =>
      names.titleOf?.(key)?.toLowerCase() === wanted ||
      (names.wordsOf?.(key) ?? []).some((word) => word.toLowerCase() === wanted),
  );
}

/** False from a change of `value` on until nothing has changed for a moment. What stood there from the beginning is settled. */
function useSettled(value: string): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledAfterMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
