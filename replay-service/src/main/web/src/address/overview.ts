import type { TimeRange } from '../text/time-range';
import { joined, writeView } from './view';

export const overviewAddress = (range: TimeRange) => joined('/overview', writeView({ query: '', range }));
