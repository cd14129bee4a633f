import type { en } from './en';

/** The same keys, other words: what a translation must have, no key more and none less. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/** The English messages, literally: next-intl takes each message's arguments from their text. */
export type Messages = typeof en;
