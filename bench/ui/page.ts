/** What is measured inside the page: runs in the browser, so it uses nothing from outside. */

export interface PageFigures {
  frames: number[];
  events: { name: string; delay: number; duration: number }[];
  interactive: number | undefined;
  layout: number | undefined;
}

/** Put into every page before its own code: notes frames, slow events, and when the graph first shows cards. */
export function watchPage(): void {
  const figures: PageFigures = { frames: [], events: [], interactive: undefined, layout: undefined };
  Object.assign(window, { benchFigures: figures });
  let last = 0;
  const onFrame = (now: number) => {
    if (last > 0) figures.frames.push(now - last);
    last = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      figures.events.push({
        name: entry.name,
        delay: entry.processingStart - entry.startTime,
        duration: entry.duration,
      });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'meshkeep layout') figures.layout = entry.duration;
  }).observe({ type: 'measure', buffered: true });
  const isThere = () => document.querySelector('[data-stop], section[data-far]') !== null;
  const look = () => {
    if (!isThere()) return;
    watcher.disconnect();
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          figures.interactive ??= performance.now();
        }),
      ),
    );
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-far'] });
}

/** What was noted so far, and begins anew for frames and events. */
export function takeFigures(): PageFigures {
  const { benchFigures } = window as unknown as { benchFigures: PageFigures };
  const taken = { ...benchFigures };
  benchFigures.frames = [];
  benchFigures.events = [];
  return taken;
}
