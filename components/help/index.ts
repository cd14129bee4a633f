/** help: the glossary with its picture of the model. Marks all over the console (`HelpMark` in ui) lead to its terms. */
export { HelpPage } from './help-page';
