'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';

/** Measured figures as text, in the reader's language. */
export interface Figures {
  /** A percentage, 0–100. */
  percent: (value: number) => string;
  /** A rate of success, 0–1, never rounded up: 99.96 % is not 100 %. */
  success: (rate: number) => string;
  /** Something per second, without its unit. */
  rate: (perSecond: number) => string;
  /** A short time with its unit. */
  ms: (milliseconds: number) => string;
  count: (value: number) => string;
}

/** The formats of one language. */
export function figuresFor(locale: string): Figures {
  const number = (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: digits });
  const [whole, tenths, percent] = [number(0), number(1), unit('percent', 1)];
  const [milliseconds, seconds] = [unit('millisecond', 0), unit('second', 1)];
  return {
    percent: (value) => percent.format(value),
    success: (rate) => percent.format(Math.floor(rate * 1000 + 1e-6) / 10),
    rate: (perSecond) => (perSecond < 100 ? tenths : whole).format(perSecond),
    ms: (value) => (value < 10_000 ? milliseconds.format(value) : seconds.format(value / 1000)),
    count: (value) => whole.format(value),
  };
}

export function useFigures(): Figures {
  const locale = useLocale();
  return useMemo(() => figuresFor(locale), [locale]);
}
