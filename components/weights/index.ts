/** weights: moves a route's traffic between its targets, and shows what came of it: observed split, figures, receipt. */
export { ReceiptCard } from './receipt-card';
export { TurningSteps } from './turning-steps';
export { WeightEditor, type WeightEditorProps } from './weight-editor';
