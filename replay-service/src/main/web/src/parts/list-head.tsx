import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { Icon } from './icon';
import { When } from './when';
import './list-page.css';

interface Props {
  title: string;
  /** What was found, in words. */
  found: ReactNode;
  remarks: readonly string[];
  /** When the list was asked for, in epoch milliseconds; 0 when it has not been answered. */
  asOf: number;
  refreshing: boolean;
  errorOfRefresh: unknown;
  onRefresh: () => void;
  children?: ReactNode;
}

export function ListHead({ title, found, remarks, asOf, refreshing, errorOfRefresh, onRefresh, children }: Props) {
  return (
    <div className="list-head">
      <h1>{title}</h1>
      <span className="quiet" role="status">
        {found}
      </span>
      {remarks.length > 0 && (
        <span className="remark" role="note">
          {remarks.join('; ')}
        </span>
      )}
      {errorOfRefresh !== null && (
        <span className="remark" role="alert">
          These are the rows of before: {Problem.of(errorOfRefresh).message}
        </span>
      )}
      <span className="rest">
        {children}
        {refreshing && <span className="late">asking …</span>}
        {asOf > 0 && !refreshing && (
          <span className="as-of">
            as of <When time={new Date(asOf).toISOString()} />
          </span>
        )}
        <button type="button" className="plain" title="Ask again (r)" onClick={onRefresh}>
          <Icon name="refresh" />
          <span className="aside">Ask again</span>
        </button>
      </span>
    </div>
  );
}
