import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Where the focus goes when a part of the page closes that has it: to what had it when this was opened, if that is still
 * there. `what` names what the part shows; another one counts as opened anew.
 */
export function useFocusBack(part: RefObject<HTMLElement | null>, what: string): void {
  const opener = useRef<Element>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is opened anew with what it shows
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement && !part.current?.contains(activeElement)) opener.current = activeElement;
  }, [part, what]);
  // Before the part is taken out of the page: afterwards nobody knows that it had the focus.
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      const before = opener.current;
      if (element?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [part]);
}
