import { ServiceError } from '../errors';
import { type Page, pageOf } from '../paging';
import { CloudMapError } from './errors';

/** Cloud Map's page size where MaxResults is absent. */
const DEFAULT_PAGE = 100;

interface PageInput {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

/** One page of a list, by MaxResults and NextToken. `scope` names the list with its filters. */
export function pageBy<T>(items: readonly T[], input: PageInput, scope: string, keyOf: (item: T) => string): Page<T> {
  const { MaxResults: limit = DEFAULT_PAGE, NextToken: nextToken } = input;
  try {
    return pageOf(items, { keyOf, scope, limit, ...(nextToken !== undefined && { nextToken }) });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new CloudMapError('InvalidInput', 'NextToken: is not a token that this list gave');
  }
}
