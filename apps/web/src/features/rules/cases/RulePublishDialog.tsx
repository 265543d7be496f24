import { PublishDialog } from '../../../ui/designer/PublishDialog.tsx';
import { useDesigner } from '../designer-context.ts';
import { RuleCircles } from '../circles/RuleCircles.tsx';
import { ImpactPreview } from '../impact/ImpactPreview.tsx';
import { FlippingCases } from './FlippingCases.tsx';
import { useCaseReport } from './useCaseReport.ts';

/** The publish dialog of a rule: besides the plan, the circles it is in, what changes for the records and which cases flip. */
export function RulePublishDialog({
  name,
  onClose,
  onPublished,
}: {
  name: string;
  onClose: () => void;
  onPublished: () => void;
}) {
  const { app, ruleKey, rule } = useDesigner();
  const report = useCaseReport(app, ruleKey, rule);
  return (
    <PublishDialog
      app={app}
      kind="rule"
      definitionKey={ruleKey}
      name={name}
      onClose={onClose}
      onPublished={onPublished}
      picture={<RuleCircles />}
      preview={
        <>
          <ImpactPreview />
          {report.data !== undefined && <FlippingCases report={report.data} />}
        </>
      }
    />
  );
}
