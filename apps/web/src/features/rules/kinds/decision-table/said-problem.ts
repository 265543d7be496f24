import { expressionErrors } from '@tangram/expression';
import { rulesErrors } from '@tangram/rules';
import { type Language, localizeProblem, type Problem, schemaErrors } from '@tangram/schema';

const errors = { ...schemaErrors, ...expressionErrors, ...rulesErrors };

/** A problem found here, in the language spoken now. */
export function saidProblem(problem: Problem, language: Language): Problem {
  return localizeProblem(problem, errors, language);
}
