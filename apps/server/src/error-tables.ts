import { appErrors } from '@tangram/apps';
import { expressionErrors } from '@tangram/expression';
import { flowErrors } from '@tangram/flows';
import { formErrors } from '@tangram/forms';
import { recordErrors } from '@tangram/records';
import { reportErrors } from '@tangram/reports';
import { rulesErrors } from '@tangram/rules';
import { type ErrorTable, schemaErrors } from '@tangram/schema';
import { databaseErrors } from './database/errors.ts';
import { serverErrors } from './errors.ts';

/** Every code of the product; problems are said in the reader's language from here. */
export const errorTables: ErrorTable = {
  ...schemaErrors,
  ...expressionErrors,
  ...formErrors,
  ...recordErrors,
  ...rulesErrors,
  ...flowErrors,
  ...reportErrors,
  ...appErrors,
  ...databaseErrors,
  ...serverErrors,
};
