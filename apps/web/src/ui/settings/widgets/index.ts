import type { Widgets } from '../surroundings.ts';
import { ColorWidget } from './ColorWidget.tsx';
import { DateWidget } from './DateWidget.tsx';
import { DurationWidget } from './DurationWidget.tsx';
import { FormWidget } from './FormWidget.tsx';
import { IconWidget } from './IconWidget.tsx';
import { GroupWidget, PersonWidget, RoleWidget } from './PeopleWidgets.tsx';

/** What a schema's `widget` keyword may name without the designer's help. */
export const builtInWidgets: Widgets = {
  color: ColorWidget,
  date: DateWidget,
  duration: DurationWidget,
  form: FormWidget,
  group: GroupWidget,
  icon: IconWidget,
  person: PersonWidget,
  role: RoleWidget,
};
