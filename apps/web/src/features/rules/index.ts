export { WhyPanel } from './WhyPanel.tsx';
