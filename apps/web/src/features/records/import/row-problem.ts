import { formErrors, type FormModel } from '@tangram/forms';
import { type Language, localizeProblem, pointerSteps, type Problem, textIn } from '@tangram/schema';

/** A problem of a row as the reader would say it: in their language, the field by its label there. */
export function rowProblem(form: FormModel, problem: Problem, language: Language): Problem {
  const field = pointerSteps(problem.path)
    .map((step) => form.fields.get(step))
    .find((one) => one !== undefined);
  const title = textIn(field?.definition.title, language);
  const params = title === '' ? problem.params : { ...problem.params, title };
  return localizeProblem(params === undefined ? problem : { ...problem, params }, formErrors, language);
}
