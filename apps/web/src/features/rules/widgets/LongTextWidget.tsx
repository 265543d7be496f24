import type { LocalText } from '@tangram/schema';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';

/** A text of several lines, in each language. */
export function LongTextWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  return (
    <LocalTextInput
      id={id}
      multiline
      value={value as LocalText | undefined}
      onChange={(next) => onChange(next ?? '')}
      hasProblem={hasProblem}
    />
  );
}
