'use client';

import { useEffect, useState } from 'react';

/** A text that is being written: it survives loading the page again, as long as the tab lives. */
export function useKeptText(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  // After the first drawing, which is the server's and knows nothing of this browser.
  useEffect(() => setText(window.sessionStorage.getItem(key) ?? ''), [key]);
  const change = (next: string) => {
    setText(next);
    if (next === '') window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, next);
  };
  return [text, change];
}
