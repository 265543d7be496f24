export { WhyPanel } from './WhyPanel.tsx';
export { RuleButtons } from './RuleButtons.tsx';
