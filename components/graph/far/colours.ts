/** Colours of the look that the canvas needs, by the names that drawing uses. */
const VARIABLES = {
  card: 'var(--card)',
  line: 'var(--line-strong)',
  quiet: 'color-mix(in oklab, var(--ink-3) 72%, var(--canvas))',
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  accent: 'var(--accent)',
  good: 'var(--good)',
  attention: 'var(--attention)',
  bad: 'var(--bad)',
  virtualGateway: 'var(--kind-gateway)',
  virtualService: 'var(--kind-service)',
  virtualRouter: 'var(--kind-router)',
  virtualNode: 'var(--kind-node)',
} as const;

export type Colours = Record<keyof typeof VARIABLES, string> & { font: string };

/** The colours as they are now: a canvas does not know the page's variables, so an element is asked. */
export function readColours(frame: HTMLElement): Colours {
  const probe = document.createElement('span');
  // Where motion is reduced every change is a very short transition: it would be asked in its first moment, for the old colour.
  probe.style.setProperty('transition', 'none', 'important');
  frame.append(probe);
  const style = getComputedStyle(probe);
  const entries = Object.entries(VARIABLES).map(([name, value]) => {
    probe.style.color = value;
    return [name, style.color];
  });
  const colours = { ...Object.fromEntries(entries), font: style.fontFamily } as Colours;
  probe.remove();
  return colours;
}

/** Calls back when the theme changes, by the person or by the system. Answers what stops it. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
