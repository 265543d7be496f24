import { expect, test } from 'vitest';
import { localizeProblem, problemAt, problemsOf } from './problem.ts';

const table = {
  X_LOST: {
    kind: 'invalid',
    message: { en: '"{name}" is lost {times} times.', zh: '“{name}”丢失 {times} 次。' },
    hint: { en: 'Look for {name}.', zh: '请找{name}。' },
  },
} as const;
const problem = problemsOf(table);

test('fills the parameters into the sentence and the hint', () => {
  expect(problem('X_LOST', '/a', { name: '客户', times: 2 })).toEqual({
    code: 'X_LOST',
    message: '"客户" is lost 2 times.',
    path: '/a',
    hint: 'Look for 客户.',
    params: { name: '客户', times: 2 },
  });
});

test('says the same problem again in another language', () => {
  const english = problem('X_LOST', '/a', { name: 'lead', times: 1 });
  expect(localizeProblem(english, table, 'zh')).toMatchObject({
    message: '“lead”丢失 1 次。',
    hint: '请找lead。',
    path: '/a',
  });
});

test('leaves a parameter that is not given, and one whose value looks like a parameter', () => {
  expect(problem('X_LOST', '', { name: '{times}' }).message).toBe('"{times}" is lost {times} times.');
});

test('moves a problem into a larger document', () => {
  expect(problemAt('/forms/lead', problem('X_LOST', '/title')).path).toBe('/forms/lead/title');
});

test('a title or a problem inside a sentence is said in its language too', () => {
  const outer = {
    X_BREAKS: { kind: 'conflict', message: { en: 'Breaks "{title}": {problem}', zh: '会破坏“{title}”:{problem}' } },
  } as const;
  const inner = problem('X_LOST', '/a', { name: 'lead', times: 1 });
  const english = problemsOf(outer)('X_BREAKS', '', { title: { en: 'Scoring', zh: '评分' }, problem: inner });
  expect(english.message).toBe('Breaks "Scoring": "lead" is lost 1 times.');
  expect(localizeProblem(english, { ...table, ...outer }, 'zh').message).toBe('会破坏“评分”:“lead”丢失 1 次。');
});
