import { cn } from './cn';
import { CopyButton } from './copy-button';

/**
 * A longer text as it is, in a frame of its own that scrolls, also by keyboard. With `copyLabel` it can be copied; how
 * high it may grow is the caller's to say.
 */
export function CodeBlock({ text, copyLabel, className, testId }: CodeBlockProps) {
  const code = (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      data-testid={testId}
      className={cn(
        'max-h-96 overflow-auto rounded-md border bg-canvas px-3 py-2 font-mono text-xs leading-5',
        copyLabel && 'pr-10',
        className,
      )}
    >
      {text}
    </pre>
  );
  if (!copyLabel) return code;
  return (
    <div className="relative">
      <CopyButton text={text} label={copyLabel} className="absolute top-1 right-1 bg-card" />
      {code}
    </div>
  );
}

export interface CodeBlockProps {
  text: string;
  copyLabel?: string;
  className?: string;
  testId?: string;
}
