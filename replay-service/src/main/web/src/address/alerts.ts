import { tabbed, type TabbedView } from './tabbed';
import { alertPath } from './view';

/** What is to be done first. */
export const ALERTS_SHOWN = ['open', 'acknowledged', 'closed', 'all'] as const;

export type AlertsShown = (typeof ALERTS_SHOWN)[number];

export type AlertsView = TabbedView<AlertsShown>;

export const {
  read: readAlerts,
  address: alertsAddress,
  shown: alertsShown,
  one: alertAddress,
  readOrigin: readAlertOrigin,
} = tabbed<AlertsShown>('/alerts', alertPath, ALERTS_SHOWN);

/** Whether a list follows what happens, and so is about no stretch of time. */
export const followsAlerts = (shown: AlertsShown): shown is 'open' | 'acknowledged' =>
  shown === 'open' || shown === 'acknowledged';
