import { attachmentView } from './field-types/attachment/attachment.view.tsx';
import { autoNumberView } from './field-types/auto-number/auto-number.view.tsx';
import { booleanView } from './field-types/boolean/boolean.view.tsx';
import { dateTimeView } from './field-types/date-time/date-time.view.tsx';
import { dateView } from './field-types/date/date.view.tsx';
import { emailView } from './field-types/email/email.view.tsx';
import { memberView } from './field-types/member/member.view.tsx';
import { mobileView } from './field-types/mobile/mobile.view.tsx';
import { moneyView } from './field-types/money/money.view.tsx';
import { multiSelectView } from './field-types/multi-select/multi-select.view.tsx';
import { numberView } from './field-types/number/number.view.tsx';
import { percentView } from './field-types/percent/percent.view.tsx';
import { referenceView } from './field-types/reference/reference.view.tsx';
import { selectView } from './field-types/select/select.view.tsx';
import { textareaView } from './field-types/textarea/textarea.view.tsx';
import { textView } from './field-types/text/text.view.tsx';
import { urlView } from './field-types/url/url.view.tsx';
import type { FieldView } from './field.view.tsx';

/** Field type -> how it looks. A new field type adds its line here. */
export const fieldViews: { readonly [type: string]: FieldView } = {
  text: textView,
  textarea: textareaView,
  mobile: mobileView,
  email: emailView,
  url: urlView,
  number: numberView,
  money: moneyView,
  percent: percentView,
  'auto-number': autoNumberView,
  select: selectView,
  'multi-select': multiSelectView,
  boolean: booleanView,
  date: dateView,
  'date-time': dateTimeView,
  member: memberView,
  reference: referenceView,
  attachment: attachmentView,
};

/** The view of a type; text for one that has none of its own. */
export function fieldViewNamed(type: string): FieldView {
  return fieldViews[type] ?? textView;
}

export {
  FieldSurroundingsProvider,
  useFieldSurroundings,
  type FieldCellProps,
  type FieldInputProps,
  type FieldSurroundings,
  type FieldView,
  type ReferenceValue,
  type UploadedFile,
} from './field.view.tsx';
