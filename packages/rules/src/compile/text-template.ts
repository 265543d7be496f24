import { compileExpression, type Environment, fromFeel, readExpression } from '@tangram/expression';
import type { JsonValue, LocalText, Problem } from '@tangram/schema';
import { noteCounts, type RuleContext } from './rule-context.ts';

/** `New lead {name} from {source}`: text with FEEL in braces, in one or several languages. */
export interface TextTemplate {
  readonly reads: readonly (readonly string[])[];
  fill(environment: Environment): LocalText;
}

/** Compiles every language of a template; problems of the expressions stand at `path`. */
export function readTemplate(
  text: LocalText,
  context: RuleContext,
  path: string,
): { template: TextTemplate; problems: Problem[] } {
  if (typeof text === 'string') return readOne(text, context, path);
  const problems: Problem[] = [];
  const reads: (readonly string[])[] = [];
  const languages: [string, TextTemplate][] = [];
  for (const [language, one] of Object.entries(text)) {
    const read = readOne(one, context, `${path}/${language}`);
    problems.push(...read.problems);
    reads.push(...read.template.reads);
    languages.push([language, read.template]);
  }
  const fill = (environment: Environment) =>
    Object.fromEntries(languages.map(([language, template]) => [language, template.fill(environment) as string]));
  return { template: { reads, fill }, problems };
}

function readOne(text: string, context: RuleContext, path: string): { template: TextTemplate; problems: Problem[] } {
  const problems: Problem[] = [];
  const reads: (readonly string[])[] = [];
  const parts: ((environment: Environment) => string)[] = [];
  // Splitting on a group keeps the expressions at the odd places.
  for (const [index, part] of text.split(/\{([^{}]+)\}/).entries()) {
    if (index % 2 === 0) {
      parts.push(() => part);
      continue;
    }
    const read = readExpression(part, context.scope, { path });
    problems.push(...read.problems);
    if (read.expression === null) continue;
    noteCounts(context, read.expression);
    reads.push(...read.expression.reads);
    const evaluate = compileExpression(read.expression);
    parts.push((environment) => plainText(fromFeel(evaluate(environment))));
  }
  return { template: { reads, fill: (environment) => parts.map((part) => part(environment)).join('') }, problems };
}

function plainText(value: JsonValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  if (typeof value === 'object') return 'title' in value ? plainText(value['title'] as JsonValue) : '';
  return String(value);
}
